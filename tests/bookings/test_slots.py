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


@given(many, many, minutes, moments, minutes)
def test_free_slots_lie_in_a_window_and_touch_nothing_busy(open_hours, busy, length, not_before, step):
    slots = free_slots(open_hours, busy, length, not_before, step)
    assert [slot for slot in slots if not any(_lies_in(slot, window) for window in open_hours)] == []
    assert [slot for slot in slots if any(slot.overlaps(taken) for taken in busy)] == []
    assert [slot for slot in slots if slot.start < not_before or slot.length != length] == []
    assert slots == sorted(set(slots))


@given(many, many, minutes, moments, minutes)
def test_free_slots_leave_out_only_what_is_taken_or_too_early(open_hours, busy, length, not_before, step):
    found = free_slots(open_hours, busy, length, not_before, step)
    every = free_slots(open_hours, [], length, MONDAY, step)
    free = [slot for slot in every if slot.start >= not_before and not any(slot.overlaps(taken) for taken in busy)]
    assert found == free


def test_free_slots_back_to_back_with_a_busy_period_are_free():
    window, busy = Period(MONDAY, MONDAY + 3 * HOUR), Period(MONDAY + HOUR, MONDAY + 2 * HOUR)
    found = free_slots([window], [busy], HOUR, MONDAY, HOUR)
    assert [slot.start for slot in found] == [MONDAY, MONDAY + 2 * HOUR]


def test_windows_of_a_week_are_moments_of_the_coach_zone():
    weekly = [WeeklyWindow(0, time(9), time(11)), WeeklyWindow(1, time(13), time(15))]
    found = windows(weekly, "Asia/Makassar", date(2026, 11, 23), date(2026, 11, 30))
    assert [window.start for window in found] == [
        datetime(2026, 11, 23, 1, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 5, 0, tzinfo=UTC),
        datetime(2026, 11, 30, 1, 0, tzinfo=UTC),
    ]


def test_windows_without_days_are_none():
    assert windows([WeeklyWindow(0, time(9), time(11))], "Asia/Jakarta", date(2026, 11, 24), date(2026, 11, 23)) == []


@pytest.mark.parametrize(("weekday", "start", "end"), [(7, 9, 10), (-1, 9, 10), (0, 10, 10), (0, 11, 10)])
def test_weekly_window_that_can_not_be_is_refused(weekday, start, end):
    with pytest.raises(ValueError, match=r"weekday|ends after"):
        WeeklyWindow(weekday, time(start), time(end))


@pytest.mark.parametrize(("length", "step"), [(timedelta(0), HOUR), (HOUR, timedelta(0)), (-HOUR, HOUR)])
def test_free_slots_without_length_or_step_are_refused(length, step):
    with pytest.raises(ValueError, match="positive"):
        free_slots([], [], length, MONDAY, step)
