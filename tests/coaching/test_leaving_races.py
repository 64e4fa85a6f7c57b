"""Someone is deactivated at the very moment something of theirs happens: on PostgreSQL, where two write at once."""

from datetime import timedelta

import pytest
from django.db import transaction

from bkn_portal.core.errors import DomainError
from bkn_portal.employees.actions import deactivate_employee
from bkn_portal.employees.models import Employee
from bkn_portal.hours.models import LedgerEntry
from coaching import actions
from coaching.actions.engagement import lock_active
from coaching.models import CoachingEngagement, CoachingSession
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, EmployeeFactory, SessionRecordFactory

from .conftest import GOAL

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


def leave(person, by, now):
    deactivate_employee(employee=Employee.objects.get(pk=person.pk), by=by, now=now)


def test_deactivation_waits_for_a_session_that_is_being_agreed(hr, now, meanwhile):
    given = CoachingSession.State.FEEDBACK_GIVEN
    session = SessionRecordFactory(session__start=now - timedelta(days=2), session__state=given).session
    coachee = session.engagement.coachee
    with transaction.atomic():
        lock_active(session.engagement)
        leaving = meanwhile(lambda: leave(coachee, hr, now))
        actions.agree_session(session=session, reflection="Belajar mendengar.", by=coachee, now=now)
    leaving.result(timeout=20)
    assert LedgerEntry.objects.count() == 1
    assert Employee.objects.active().filter(pk=coachee.pk).count() == 0


def test_both_of_a_coaching_deactivated_at_once_both_leave(hr, now, meanwhile):
    engagement = CoachingEngagementFactory()
    other_hr = EmployeeFactory(is_hr_admin=True)
    with transaction.atomic():
        leave(engagement.coach, hr, now)
        leaving = meanwhile(lambda: leave(engagement.coachee, other_hr, now))
    leaving.result(timeout=20)
    assert Employee.objects.active().filter(pk__in=[engagement.coach_id, engagement.coachee_id]).count() == 0


def test_request_to_a_coach_who_is_being_deactivated_is_refused(hr, now, meanwhile):
    coach, coachee = CoachProfileFactory().person, EmployeeFactory()

    def ask():
        return actions.request_coaching(coach=coach, theme="team", goal=GOAL, by=coachee, now=now)

    with transaction.atomic():
        leave(coach, hr, now)
        asking = meanwhile(ask)
    with pytest.raises(DomainError, match="sedang tidak menerima permintaan"):
        asking.result(timeout=20)
    assert CoachingEngagement.objects.count() == 0
