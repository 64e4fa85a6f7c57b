"""Someone leaves, or a request ends, at the very moment something else happens to it: on PostgreSQL, where two write at
once.
"""

from datetime import timedelta

import pytest
from django.db import transaction

from bkn_portal.core.errors import DomainError
from bkn_portal.employees.actions import deactivate_employee, lock_employees
from bkn_portal.employees.models import Employee
from bkn_portal.hours.models import LedgerEntry
from coaching import actions
from coaching.actions.engagement import lock_active, lock_for_record
from coaching.models import CoachingEngagement, CoachingSession, CoachProfile, CoachReferral
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


def test_request_accepted_while_the_sweep_ends_it_is_one_or_the_other(now, meanwhile):
    asked = CoachingEngagementFactory(state=CoachingEngagement.State.REQUESTED)
    late = asked.answer_by + timedelta(seconds=1)
    with transaction.atomic():
        CoachProfile.objects.select_for_update().get(person=asked.coach)
        sweeping = meanwhile(lambda: actions.expire_requests(now=late))
        actions.accept_request(engagement=asked, by=asked.coach, now=asked.answer_by - timedelta(seconds=1))
    assert (sweeping.result(timeout=20), CoachingEngagement.objects.get().state) == (0, "active")


def test_next_coach_asked_while_the_ended_coaching_is_written_about_waits(now, meanwhile):
    ended = CoachingEngagementFactory(state=CoachingEngagement.State.CANCELLED)
    proposed = CoachProfileFactory().person
    CoachReferral.objects.create(engagement=ended, coach=proposed)

    def ask():
        return actions.ask_next_coach(engagement=ended, coach=proposed, by=ended.coachee, now=now)

    with transaction.atomic():
        lock_employees([ended.coachee_id, ended.coach_id])
        asking = meanwhile(ask)
        lock_for_record(ended)
    assert asking.result(timeout=20).coach == proposed
