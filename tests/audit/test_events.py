import pytest
from django.db import IntegrityError, transaction

from bkn_portal.audit.actions import record
from bkn_portal.audit.models import Event
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


def test_event_changed_in_the_database_is_refused(now):
    employee = EmployeeFactory()
    event = record("employees.employee.seen", actor=employee, target=employee, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    assert Event.objects.get().kind == "employees.employee.seen"
