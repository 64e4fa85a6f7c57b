"""The portal's settings for the tests: SQLite in memory, or what TEST_DATABASE_URL and TEST_REDIS_URL name."""

import tempfile

import environ

env = environ.Env()
env.ENVIRON.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="portal-test-"))

from bkn_portal.settings import *  # noqa: E402, F403
from bkn_portal.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE  # noqa: E402

if env.str("TEST_DATABASE_URL", ""):
    DATABASES["default"] = env.db("TEST_DATABASE_URL")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if env.str("TEST_REDIS_URL", ""):
    # Each parallel worker has a database of its own, because clearing a cache flushes its database.
    base, number = env.str("TEST_REDIS_URL").rsplit("/", 1)
    worker = int(env.str("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CELERY_BROKER_URL = f"{base}/{int(number) + worker}"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CELERY_BROKER_URL}}
REMEMBER_SECONDS = 0  # one test's rules are not the next one's
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [{"model": "mfa.Authenticator", "field": "get()"}]  # allauth's delete view looks it up twice
