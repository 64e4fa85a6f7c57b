"""What HR sees of the audit trail."""

import pytest
from django.test import Client
from django.urls import reverse

from bkn_portal.audit.actions import record
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:audit_event_changelist")


@pytest.fixture
def office():
    """An HR admin's browser."""
    client = Client()
    client.force_login(EmployeeFactory(is_hr_admin=True))
    return client


def found(office, term):
    page = office.post(LIST, {"q": term}, follow=True)
    return [event.kind for event in page.context["cl"].result_list]


@pytest.mark.parametrize(
    ("term", "kinds"),
    [
        ("Sasaran ditarik", ["coaching.goal.withdrawn"]),
        ("coaching.goal.w", ["coaching.goal.withdrawn"]),
        ("Coaching.Former", ["coaching.former.renamed"]),  # a kind that nothing writes any more has no name
        ("coaching.", ["coaching.former.renamed", "coaching.goal.withdrawn"]),
        ("renamed", []),
    ],
)
def test_audit_is_searched_by_name_and_by_the_beginning_of_the_code(office, now, term, kinds):
    employee = EmployeeFactory()
    for kind in ("coaching.goal.withdrawn", "coaching.former.renamed", "employees.employee.changed"):
        record(kind, actor=employee, target=employee, at=now)
    assert found(office, term) == kinds
