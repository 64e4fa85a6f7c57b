"""Working days skip weekends and what HR keeps as holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.bookings.workdays import add_working_days, is_working_day, working_days_until

FRIDAY = date(2026, 12, 18)
CHRISTMAS = date(2026, 12, 25)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("count", "holidays", "expected"),
    [
        (0, set(), date(2026, 12, 18)),
        (1, set(), date(2026, 12, 21)),
        (5, set(), date(2026, 12, 25)),
        (5, {CHRISTMAS}, date(2026, 12, 28)),
        (5, {CHRISTMAS, date(2026, 12, 24), date(2026, 12, 26)}, date(2026, 12, 29)),
    ],
)
def test_add_working_days_skips_weekends_and_holidays(count, holidays, expected):
    assert add_working_days(FRIDAY, count, holidays) == expected


def test_add_working_days_of_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        add_working_days(FRIDAY, -1, set())


@given(day=DAYS, count=st.integers(1, 30), holidays=st.sets(DAYS, max_size=40))
def test_add_working_days_and_working_days_until_agree(day, count, holidays):
    last = add_working_days(day, count, holidays)
    assert (working_days_until(day, last, holidays), is_working_day(last, holidays)) == (count, True)


@pytest.mark.parametrize("days", [0, -3])
def test_working_days_until_a_day_that_is_over_is_none(days):
    assert working_days_until(FRIDAY, FRIDAY + timedelta(days=days), set()) == 0
