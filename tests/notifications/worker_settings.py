"""Settings of the worker process in test_worker: the embedded portal plus an app with a kind of its own."""

from bkn_portal.settings import *  # noqa: F403
from bkn_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.notifications.sample"]
