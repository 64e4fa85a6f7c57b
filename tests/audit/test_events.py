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


def test_event_by_somebody_with_a_very_long_name_is_stored_with_its_beginning(now):
    employee = EmployeeFactory(title_before="P" * 40, name="N" * 150, title_after="S" * 60)
    event = record("employees.employee.seen", actor=employee, target=employee, at=now)
    event.refresh_from_db()
    assert (event.actor, event.actor_id) == (employee.display_name[:200], employee.pk)
