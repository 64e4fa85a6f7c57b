"""People that the tests of this package act as."""

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

from bkn_portal.core.spreadsheets import Sheet
from tests.factories import EmployeeFactory


@pytest.fixture
def hr(db):
    """An HR admin."""
    return EmployeeFactory(name="Wulan Pengelola", is_hr_admin=True)


@pytest.fixture
def root(db):
    """A system administrator."""
    return EmployeeFactory(name="Satria Sistem", is_superuser=True)


@pytest.fixture
def table():
    """A sheet from a heading row and rows, numbered as a spreadsheet program does."""

    def make(headings, *rows):
        return Sheet(headings=headings.split(), rows=[(number, list(row)) for number, row in enumerate(rows, start=2)])

    return make


@pytest.fixture
def asked_for(request):
    """Measurements run only when they are asked for."""
    if "measurement" not in request.config.option.markexpr:
        pytest.skip("a measurement: run it with -m measurement")


@pytest.fixture
def enter(client):
    """Sign a person in the way the admin asks for: through the portal, with the password."""

    def sign_in(employee):
        client.force_login(employee)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": 0}]
        session.save()
        return client

    return sign_in


@pytest.fixture
def office(hr, enter):
    """An HR admin's browser."""
    return enter(hr)
