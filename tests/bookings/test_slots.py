"""Free slots, as properties: pure, so no database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.bookings.slots import WeeklyWindow, free_slots, windows
from bkn_portal.core.periods import Period

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@st.composite
def periods(draw):
    start = MONDAY + timedelta(minutes=draw(st.integers(0, 7 * 24 * 60)))
    return Period(start, start + timedelta(minutes=draw(st.integers(1, 600))))


many = st.lists(periods(), max_size=8)
minutes = st.integers(15, 180).map(lambda number: timedelta(minutes=number))
moments = st.integers(0, 7 * 24 * 60).map(lambda number: MONDAY + timedelta(minutes=number))


def _lies_in(slot, window):
    return window.start <= slot.start and slot.end <= window.end


def _every_start(open_hours, length, step):
    for window in open_hours:
        start = window.start
        while start + length <= window.end:
            yield start
            start += step


def _by_hand(open_hours, busy, length, step, pause, not_before):
    """All starts in their order, and of these what is free and late enough."""
    found = []
    for start in sorted(_every_start(open_hours, length, step)):
        slot, earliest = Period(start, start + length), found[-1].end + pause if found else not_before
        if start >= earliest and not any(slot.overlaps(taken) for taken in busy):
            found.append(slot)
    return found


@given(many, many, minutes, minutes, minutes | st.just(timedelta(0)), moments)
def test_free_slots_are_those_that_a_walk_over_all_starts_finds(open_hours, busy, length, step, pause, not_before):
    found = list(free_slots(open_hours, busy, length, step, pause=pause, not_before=not_before))
    assert found == _by_hand(open_hours, busy, length, step, pause, not_before)


def test_free_slots_without_a_first_moment_begin_with_the_window():
    window = Period(MONDAY, MONDAY + 2 * HOUR)
    assert [slot.start for slot in free_slots([window], [], HOUR, HOUR)] == [MONDAY, MONDAY + HOUR]


def test_free_slots_back_to_back_with_a_busy_period_are_free():
    window, busy = Period(MONDAY, MONDAY + 3 * HOUR), Period(MONDAY + HOUR, MONDAY + 2 * HOUR)
    found = free_slots([window], [busy], HOUR, HOUR)
    assert [slot.start for slot in found] == [MONDAY, MONDAY + 2 * HOUR]


def test_windows_of_a_day_are_moments_of_the_coach_zone():
    weekly = [
        WeeklyWindow(1, time(13), time(15)),
        WeeklyWindow(0, time(14), time(16)),
        WeeklyWindow(0, time(9), time(11)),
    ]
    found = {day: windows(weekly, "Asia/Makassar", date(2026, 11, day)) for day in (23, 24, 25)}
    assert {day: [window.start for window in spans] for day, spans in found.items()} == {
        23: [datetime(2026, 11, 23, 1, 0, tzinfo=UTC), datetime(2026, 11, 23, 6, 0, tzinfo=UTC)],
        24: [datetime(2026, 11, 24, 5, 0, tzinfo=UTC)],
        25: [],
    }


@pytest.mark.parametrize(("weekday", "start", "end"), [(7, 9, 10), (-1, 9, 10), (0, 10, 10), (0, 11, 10)])
def test_weekly_window_that_can_not_be_is_refused(weekday, start, end):
    with pytest.raises(ValueError, match=r"weekday|ends after"):
        WeeklyWindow(weekday, time(start), time(end))


@pytest.mark.parametrize(("length", "step"), [(timedelta(0), HOUR), (HOUR, timedelta(0)), (-HOUR, HOUR)])
def test_free_slots_without_length_or_step_are_refused(length, step):
    with pytest.raises(ValueError, match="positive"):
        next(free_slots([], [], length, step))
