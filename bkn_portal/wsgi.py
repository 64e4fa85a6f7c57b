"""WSGI entry point: `gunicorn bkn_portal.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bkn_portal.settings")
application = get_wsgi_application()
