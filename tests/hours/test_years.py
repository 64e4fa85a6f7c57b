from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.hours.years import Year, calendar_year, contract_year


def test_calendar_year_runs_from_january_to_december():
    assert calendar_year(date(2026, 6, 1)) == Year(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("on", "start"),
    [
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2026, 2, 28), date(2025, 3, 1)),
        (date(2027, 2, 28), date(2026, 3, 1)),
        (date(2024, 12, 31), date(2024, 3, 1)),
    ],
)
def test_contract_year_begins_on_the_anniversary(on, start):
    year = contract_year(on, date(2024, 3, 1))
    assert (year.start, year.start <= on <= year.end) == (start, True)


def test_contract_from_29_february_keeps_its_year_from_1_march():
    start = date(2024, 2, 29)
    assert contract_year(date(2025, 2, 28), start) == Year(date(2024, 2, 29), date(2025, 2, 28))
    assert contract_year(date(2025, 3, 1), start) == Year(date(2025, 3, 1), date(2026, 2, 28))


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_every_day_lies_in_one_contract_year_and_the_next_begins_a_day_later(day, start):
    year = contract_year(day, start)
    assert year.start <= day <= year.end
    assert contract_year(year.start, start) == contract_year(year.end, start) == year
    assert contract_year(year.end + timedelta(days=1), start).start == year.end + timedelta(days=1)
