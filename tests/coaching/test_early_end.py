"""A coaching that ends early keeps the JP of what took place."""

from datetime import UTC, datetime, timedelta

import pytest

from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import StaleState
from bkn_portal.employees.actions import deactivate_employee
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.worklist.queries import todos_for
from coaching import actions, queries
from coaching.models import CoachingEngagement, CoachingSession
from tests.factories import CoachingSessionFactory, EmployeeFactory, FollowUpFactory, SessionRecordFactory

from .conftest import book, full_feedback

DUE = datetime(2026, 12, 2, tzinfo=UTC).date()
DAY = timedelta(days=1)
State = CoachingSession.State


@pytest.fixture
def past(engagement, now):
    """Took place; nobody has written about it."""
    return CoachingSessionFactory(engagement=engagement, start=now - 2 * DAY)


@pytest.fixture
def given(engagement, now):
    """Took place; the coach's feedback waits for the coachee."""
    return SessionRecordFactory(
        session__engagement=engagement, session__start=now - 2 * DAY, session__state=State.FEEDBACK_GIVEN
    ).session


def _fresh(session):
    return CoachingSession.objects.select_related("engagement").get(pk=session.pk)


def test_cancel_engagement_takes_off_what_is_ahead_alone(past, engagement, now):
    ahead = CoachingSessionFactory(engagement=engagement, start=now + DAY)
    running = CoachingSessionFactory(engagement=engagement, start=now)
    actions.cancel_engagement(engagement=engagement, reason="Pindah", by=engagement.coachee, now=now)
    assert [_fresh(each).state for each in (past, running, ahead)] == ["scheduled", "scheduled", "cancelled"]
    assert set(Booking.objects.values_list("object_id", flat=True)) == {past.pk, running.pk}


def test_session_that_took_place_earns_its_jp_after_the_coaching_was_cancelled(past, engagement, now):
    actions.cancel_engagement(engagement=engagement, reason="Pindah", by=engagement.coach, now=now)
    actions.give_feedback(session=_fresh(past), feedback=full_feedback(DUE), by=engagement.coach, now=now)
    actions.agree_session(session=_fresh(past), reflection="Terima kasih", by=engagement.coachee, now=now)
    assert (_fresh(past).state, LedgerEntry.objects.get().jp) == ("agreed", 2)


def test_feedback_of_a_coach_who_left_can_be_agreed(given, engagement, now):
    deactivate_employee(employee=engagement.coach, by=EmployeeFactory(is_hr_admin=True), now=now)
    actions.agree_session(session=_fresh(given), reflection="Terima kasih", by=engagement.coachee, now=now)
    assert (_fresh(given).engagement.state, LedgerEntry.objects.get().jp) == ("cancelled", 2)


@pytest.mark.parametrize("state", [CoachingEngagement.State.COMPLETED, CoachingEngagement.State.DECLINED])
def test_session_of_a_coaching_that_ended_otherwise_is_stale(given, engagement, now, state):
    CoachingEngagement.objects.update(state=state)
    with pytest.raises(StaleState):
        actions.agree_session(session=_fresh(given), reflection="a", by=engagement.coachee, now=now)


def test_booking_after_the_early_end_stays_stale(engagement, now):
    actions.cancel_engagement(engagement=engagement, reason="x", by=engagement.coach, now=now)
    with pytest.raises(StaleState):
        book(engagement, datetime(2026, 11, 25, 2, 0, tzinfo=UTC), now)


def test_todo_of_an_unfinished_session_outlives_the_coaching(past, engagement, now):
    actions.cancel_engagement(engagement=engagement, reason="x", by=engagement.coachee, now=now)
    assert [todo.title for todo in todos_for(engagement.coach, now)] == ["Beri umpan balik sesi coaching ke-1"]
    actions.give_feedback(session=_fresh(past), feedback=full_feedback(DUE), by=engagement.coach, now=now)
    titles = [[todo.title for todo in todos_for(person, now)] for person in (engagement.coach, engagement.coachee)]
    assert titles == [[], ["Tulis refleksi sesi coaching ke-1"]]


def test_page_of_an_unfinished_session_offers_what_is_left(past, engagement, now, at_now, client_of):
    actions.cancel_engagement(engagement=engagement, reason="x", by=engagement.coachee, now=now)
    offered = [
        client_of(person).get(f"/coaching/sesi/{past.pk}/").context["page"]
        for person in (engagement.coach, engagement.coachee)
    ]
    assert [(page.may_give_feedback, page.may_end, page.may_change_time) for page in offered] == [
        (True, True, False),
        (False, True, False),
    ]


@pytest.mark.parametrize(("state", "days"), [("active", 3), ("cancelled", 0), ("completed", 0)])
def test_follow_up_of_a_closed_coaching_is_not_called_late(engagement, now, state, days):
    CoachingEngagement.objects.filter(pk=engagement.pk).update(state=state)
    record = SessionRecordFactory(session__engagement=engagement)
    FollowUpFactory(session=record.session, due=now.date() - timedelta(days=3))
    page = queries.engagement_page(engagement, engagement.coach, now=now)
    assert [line.days_late for line in page.follow_ups] == [days]


def test_page_of_a_coaching_whose_coachee_was_deactivated_says_why_it_ended(engagement, client_of, at_now, now):
    words, found = "Coaching ini berakhir karena coachee tidak lagi aktif di portal.", []
    client = client_of(engagement.coach)
    found.append(words in client.get(engagement.get_absolute_url()).content.decode())
    deactivate_employee(employee=engagement.coachee, by=EmployeeFactory(is_hr_admin=True), now=now)
    found.append(words in client.get(engagement.get_absolute_url()).content.decode())
    assert found == [False, True]
