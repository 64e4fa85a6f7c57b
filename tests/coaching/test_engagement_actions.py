"""Requests, answers and ends: the happy way, and every refusal."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from bkn_portal.audit.models import Event
from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import AccessDenied, AlreadyDone, DomainError, StaleState
from bkn_portal.employees.actions import deactivate_employee
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.models import CoachingEngagement, CoachProfile
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    EmployeeFactory,
    SupervisionFactory,
)

from .conftest import GOAL

State = CoachingEngagement.State


def _ask(coach, by, now, **changes):
    return actions.request_coaching(**{"coach": coach, "theme": "team", "goal": GOAL, "by": by, "now": now, **changes})


def test_request_coaching_tells_the_coach_and_starts_the_clock(db, now):
    coach, coachee = CoachProfileFactory().person, EmployeeFactory()
    engagement = _ask(coach, coachee, now)
    assert (engagement.state, engagement.kind, engagement.goal.statement) == ("requested", "internal", GOAL.statement)
    assert timezone.localtime(engagement.answer_by).isoformat() == "2026-12-01T23:59:00+07:00"
    assert list(Reminder.objects.values_list("kind", "recipient")) == [("coaching.request_received", coach.pk)]
    assert list(Event.objects.values_list("kind", "actor_id")) == [("coaching.engagement.requested", coachee.pk)]


def test_request_coaching_from_the_supervisor_needs_no_profile(db, now):
    relation = SupervisionFactory()
    assert _ask(relation.supervisor, relation.employee, now).kind == "supervisor"


def test_request_coaching_twice_makes_one(db, now):
    coach, coachee = CoachProfileFactory().person, EmployeeFactory()
    _ask(coach, coachee, now)
    with pytest.raises(AlreadyDone):
        _ask(coach, coachee, now)
    with pytest.raises(DomainError, match="sudah memiliki permintaan atau coaching"):
        _ask(coach, coachee, now, goal=replace(GOAL, statement="Menulis telaah"))
    assert CoachingEngagement.objects.count() == 1


def test_request_coaching_of_a_full_coach_is_refused(db, now):
    coach = CoachProfileFactory(capacity=1).person
    _ask(coach, EmployeeFactory(), now)
    with pytest.raises(DomainError, match="Tempat terakhir"):
        _ask(coach, EmployeeFactory(), now)


@pytest.mark.parametrize("state", [CoachProfile.State.PROPOSED, CoachProfile.State.PAUSED])
def test_request_coaching_of_a_coach_who_takes_nobody_is_refused(db, now, state):
    with pytest.raises(DomainError, match="tidak menerima"):
        _ask(CoachProfileFactory(state=state).person, EmployeeFactory(), now)


def test_request_coaching_of_oneself_is_refused(db, now):
    coach = CoachProfileFactory().person
    with pytest.raises(DomainError, match="diri sendiri"):
        _ask(coach, coach, now)


def test_request_wellbeing_of_the_supervisor_is_refused(db, now):
    relation = SupervisionFactory()
    with pytest.raises(DomainError, match="stres"):
        _ask(relation.supervisor, relation.employee, now, theme="wellbeing")


def test_request_coaching_by_someone_who_left_is_denied(db, now):
    gone = EmployeeFactory(is_active=False, deactivated_at=now)
    with pytest.raises(AccessDenied):
        _ask(CoachProfileFactory().person, gone, now)


def test_accept_request_starts_the_coaching(request_of, now):
    actions.accept_request(engagement=request_of, by=request_of.coach, now=now, start_scores={request_of.goal.pk: -2})
    assert (request_of.state, request_of.goal.start_score) == ("active", -2)
    assert list(Reminder.objects.values_list("kind", "recipient")) == [
        ("coaching.request_answered", request_of.coachee_id)
    ]


def test_accept_request_twice_is_stale(request_of, now):
    second = CoachingEngagement.objects.get(pk=request_of.pk)
    actions.accept_request(engagement=request_of, by=request_of.coach, now=now)
    with pytest.raises(StaleState):
        actions.accept_request(engagement=second, by=request_of.coach, now=now)


@pytest.mark.parametrize("action", [actions.accept_request, actions.decline_request])
def test_answer_by_the_coachee_is_denied(request_of, now, action):
    extra = {"reason": "x"} if action is actions.decline_request else {}
    with pytest.raises(AccessDenied):
        action(engagement=request_of, by=request_of.coachee, now=now, **extra)


def test_answer_after_the_deadline_is_refused(request_of):
    with pytest.raises(DomainError, match="Batas waktu"):
        actions.accept_request(engagement=request_of, by=request_of.coach, now=request_of.answer_by)


def test_accept_request_without_a_free_place_is_refused(request_of, now):
    CoachProfile.objects.update(capacity=1)
    CoachingEngagementFactory(coach=request_of.coach)
    with pytest.raises(DomainError, match="tempat Anda penuh"):
        actions.accept_request(engagement=request_of, by=request_of.coach, now=now)
    request_of.refresh_from_db()
    assert request_of.state == State.REQUESTED


def test_decline_request_keeps_the_reason(request_of, now):
    actions.decline_request(engagement=request_of, reason="Sedang cuti", by=request_of.coach, now=now)
    request_of.refresh_from_db()
    assert (request_of.state, request_of.reason) == ("declined", "Sedang cuti")


def test_cancel_engagement_gives_the_time_of_its_sessions_back(engagement, now):
    session = CoachingSessionFactory(engagement=engagement)
    actions.cancel_engagement(engagement=engagement, reason="Mutasi", by=engagement.coachee, now=now)
    session.refresh_from_db()
    assert (engagement.state, session.state, Booking.objects.count()) == ("cancelled", "cancelled", 0)
    told = Reminder.objects.filter(kind="coaching.engagement_cancelled")
    assert list(told.values_list("recipient", flat=True)) == [engagement.coach_id]


def test_end_by_outsiders_is_denied(engagement, outsiders, now):
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            actions.cancel_engagement(engagement=engagement, reason="x", by=outsider, now=now)


def test_share_engagement_is_the_coachees_alone(engagement, now):
    with pytest.raises(AccessDenied):
        actions.share_engagement(engagement=engagement, is_shared=True, by=engagement.coach, now=now)
    actions.share_engagement(engagement=engagement, is_shared=True, by=engagement.coachee, now=now)
    engagement.refresh_from_db()
    assert engagement.is_shared


def test_share_engagement_on_wellbeing_is_refused(db, now):
    private = CoachingEngagementFactory(theme_id="wellbeing")
    with pytest.raises(DomainError, match="stres"):
        actions.share_engagement(engagement=private, is_shared=True, by=private.coachee, now=now)


def test_expire_requests_ends_what_nobody_answered(request_of, engagement):
    late = request_of.answer_by + timedelta(minutes=1)
    assert (actions.expire_requests(now=late), actions.expire_requests(now=late)) == (1, 0)
    request_of.refresh_from_db()
    assert request_of.state == State.EXPIRED
    told = Reminder.objects.filter(kind="coaching.request_expired")
    assert list(told.values_list("recipient", flat=True)) == [request_of.coachee_id]


def test_deactivated_employee_ends_open_coaching_and_gives_time_back(engagement, now):
    CoachingSessionFactory(engagement=engagement)
    deactivate_employee(employee=engagement.coach, by=EmployeeFactory(is_hr_admin=True), now=now)
    engagement.refresh_from_db()
    assert (engagement.state, Booking.objects.count()) == ("cancelled", 0)
    told = Reminder.objects.filter(kind="coaching.engagement_cancelled")
    assert list(told.values_list("recipient", flat=True)) == [engagement.coachee_id]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_request_of_the_last_place_by_two_at_once_gives_it_once(now):
    coach = CoachProfileFactory(capacity=1).person
    people, barrier = EmployeeFactory.create_batch(4), Barrier(4)

    def ask(person):
        barrier.wait()
        try:
            _ask(coach, person, now)
        except DomainError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(ask, people))
    assert (sum(won), CoachingEngagement.objects.count()) == (1, 1)
