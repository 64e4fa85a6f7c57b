"""Counting in working days: Monday to Friday (Perpres 21/2023) without holidays. Pure: no Django, no clock."""

from collections.abc import Set
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Set[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: Set[date]) -> date:
    """The date `count` working days after `day`; `day` itself does not count. Raises ValueError for a negative."""
    if count < 0:
        raise ValueError("a number of days is not negative")
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day, holidays)
    return day


def working_days_until(day: date, last: date, holidays: Set[date]) -> int:
    """Working days after `day` up to `last`, which counts; 0 when `last` is not after `day`."""
    span = range(1, (last - day).days + 1)
    return sum(is_working_day(day + number * ONE_DAY, holidays) for number in span)
