"""The year in which JP count: the calendar year of a PNS, the contract year of a PPPK. Pure, without Django."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Year:
    """First and last day, both included."""

    start: date
    end: date


def calendar_year(on: date) -> Year:
    return Year(date(on.year, 1, 1), date(on.year, 12, 31))


def contract_year(on: date, contract_start: date) -> Year:
    """The year from one anniversary of the contract to the day before the next; 29 February is kept on 1 March.

    Days before the contract began lie in the years counted back from it, so that every day has exactly one year.
    """
    number = on.year - contract_start.year
    if on < _anniversary(contract_start, number):
        number -= 1
    return Year(_anniversary(contract_start, number), _anniversary(contract_start, number + 1) - timedelta(days=1))


def _anniversary(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)
