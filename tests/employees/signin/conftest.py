"""What the tests of signing in share."""

import pytest
from django.core.cache import cache
from django.test import Client

from bkn_portal.employees.models import Employee
from tests.factories import EmployeeFactory

PASSWORD = "kuda laut berenang pelan"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rate limits live in the cache and must not reach the next test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def employee(db) -> Employee:
    """Someone with a password."""
    person = EmployeeFactory(email="sari@bkn.example")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def enter():
    """`enter(client, nip, password)`: the answer to the sign-in form."""

    def post(client: Client, nip: str, password: str = PASSWORD, **extra):
        return client.post("/akun/masuk/", {"login": nip, "password": password}, **extra)

    return post


@pytest.fixture
def mail_server_down(settings):
    """Nothing listens on port 9."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
