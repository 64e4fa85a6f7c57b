"""The portal and the bare pages in one process; each has its own chain of middleware.

A request with the header X-Count-Queries gets the number of its queries back, in a header of the same name.
"""

from contextlib import nullcontext

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings

portal = get_wsgi_application()
with override_settings(MIDDLEWARE=settings.BARE_MIDDLEWARE):
    bare = WSGIHandler()


class Counter:
    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def application(environ, start_response):
    handler = bare if environ["PATH_INFO"].startswith("/bare/") else portal
    counter = Counter() if "HTTP_X_COUNT_QUERIES" in environ else None

    def start(status, headers, *rest):
        if counter:
            headers = [*headers, ("X-Count-Queries", str(counter.queries))]
        return start_response(status, headers, *rest)

    with connection.execute_wrapper(counter) if counter else nullcontext():
        return handler(environ, start)
