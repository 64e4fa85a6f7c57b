"""The test harness itself: what it refuses and what it would have noticed."""

import importlib.util
import socket

import pytest
from django.db import connection
from zeal import NPlusOneError

from bkn_portal.employees.models import Employee, OrgUnit
from tests.factories import EmployeeFactory, OrgUnitFactory
from tests.plugins.loopback import is_loopback
from tests.plugins.read_only import WroteInGetError, refuse_writes


@pytest.mark.parametrize("address", ["/run/postgresql", ("127.0.0.1", 5432), ("::1", 80, 0, 0), ("localhost", 25)])
def test_socket_to_this_machine_is_allowed(address):
    assert is_loopback(address)


def test_socket_to_another_machine_is_refused():
    with socket.socket() as outward, pytest.raises(AssertionError, match="wanted to connect"):
        outward.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_zeal_with_a_query_per_row_complains(client, settings):
    """A canary: zeal finds nothing at all when it is not in INSTALLED_APPS."""
    from zeal import zeal_context

    EmployeeFactory.create_batch(2)
    with zeal_context(), pytest.raises(NPlusOneError):
        [employee.unit.name for employee in Employee.objects.all()]


def test_psycopg_3_is_not_installed():
    """Django would silently prefer it to the psycopg2 that was measured and chosen."""
    assert importlib.util.find_spec("psycopg") is None


@pytest.mark.django_db
def test_guard_of_gets_lets_reads_pass_and_refuses_writes():
    unit = OrgUnitFactory()
    with connection.execute_wrapper(refuse_writes):
        assert OrgUnit.objects.get() == unit
        with pytest.raises(WroteInGetError):
            OrgUnit.objects.filter(pk=unit.pk).update(name="Lain")
        with pytest.raises(WroteInGetError):
            OrgUnitFactory()
