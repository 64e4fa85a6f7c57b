"""Sessions are counted by the clock, in whatever order they were booked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bkn_portal.core.periods import Period
from bkn_portal.notifications.actions import sweep
from coaching import actions
from coaching.actions import Meeting
from coaching.models import CoachingSession
from tests.factories import CoachingSessionFactory

from .conftest import book

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # the day before `now`, 10.00 WIB


@pytest.fixture
def booked(engagement, now):
    """Three sessions, booked with the last one first."""
    return [book(engagement, NINE + days, now) for days in (2 * DAY, DAY, 0 * DAY)]


def _numbers(engagement):
    """Days after Wednesday and numbers of the sessions that stand, in order of time."""
    standing = CoachingSession.objects.filter(engagement=engagement).standing().order_by("start")
    return [((session.start - NINE).days, session.number) for session in standing]


def test_numbers_of_sessions_booked_backwards_follow_the_clock(engagement, booked):
    assert _numbers(engagement) == [(0, 1), (1, 2), (2, 3)]
    assert [session.number for session in booked] == [1, 1, 1]  # each was the earliest when it was booked


def test_numbers_after_a_move_follow_the_clock(engagement, booked, now):
    first = CoachingSession.objects.get(number=1)
    period = Period(NINE + 5 * DAY, NINE + 5 * DAY + HOUR)
    actions.move_session(session=first, period=period, meeting=Meeting(), by=engagement.coachee, now=now)
    assert (first.number, _numbers(engagement)) == (3, [(1, 1), (2, 2), (5, 3)])


def test_numbers_after_a_cancellation_close_the_gap(engagement, booked, now):
    second = CoachingSession.objects.get(number=2)
    actions.cancel_session(session=second, reason="Dinas luar", by=engagement.coach, now=now)
    assert _numbers(engagement) == [(0, 1), (2, 2)]


def test_numbers_after_a_missed_session_close_the_gap(engagement, booked):
    first = CoachingSession.objects.get(number=1)
    actions.mark_no_show(session=first, reason="Sakit", by=engagement.coach, now=NINE + HOUR)
    assert _numbers(engagement) == [(1, 1), (2, 2)]


def test_numbers_after_a_talk_recorded_later_make_room_for_it(engagement, booked, now):
    period = Period(MONDAY, MONDAY + HOUR)
    actions.record_unplanned_session(
        engagement=engagement, period=period, meeting=Meeting(), by=engagement.coach, now=now
    )
    assert _numbers(engagement) == [(-2, 1), (0, 2), (1, 3), (2, 4)]


def test_mails_tell_the_day_of_a_session_and_no_number_that_may_shift(engagement, booked, now, mailoutbox):
    with time_machine.travel(now, tick=False):
        sweep(now)
        period = Period(MONDAY, MONDAY + HOUR)
        actions.record_unplanned_session(
            engagement=engagement, period=period, meeting=Meeting(), by=engagement.coach, now=now
        )
        sweep(now)
    told = {(" November · " in mail.body, "Sesi: " in mail.body) for mail in mailoutbox}
    assert told == {(True, False)}


def test_session_that_was_called_off_gives_its_number_to_another_and_has_none(booked, now):
    first = CoachingSession.objects.get(number=1)
    actions.cancel_session(session=first, reason="Dinas luar", by=first.engagement.coach, now=now)
    names = [str(session) for session in CoachingSession.objects.order_by("start")]
    assert names == ["Sesi coaching", "Sesi coaching ke-1", "Sesi coaching ke-2"]


def test_numbers_of_another_coaching_stay(booked, engagement, now):
    other = CoachingSessionFactory(number=7)
    actions.cancel_session(session=booked[0], reason="Dinas luar", by=engagement.coach, now=now)
    other.refresh_from_db()
    assert other.number == 7
