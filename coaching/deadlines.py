"""Dates of coaching, in working days. Pure: no Django, no clock."""

from collections.abc import Set
from datetime import date, datetime, time

from bkn_portal.bookings.workdays import ONE_DAY, add_working_days, is_working_day, working_days_until
from bkn_portal.core.periods import at_local, local_date

ANSWER_DAYS = 5
"""Working days a coach has for an answer (product.md)."""


WARNING_DAYS = 2
"""Working days that are left, the last one included, when a coach is reminded of a request."""


def warning_time(deadline: datetime, zone: str, holidays: Set[date]) -> datetime:
    """08.00 of the last working day after which WARNING_DAYS are left, in the coach's zone."""
    day = last = local_date(deadline, zone)
    while working_days_until(day, last, holidays) < WARNING_DAYS or not is_working_day(day, holidays):
        day -= ONE_DAY
    return at_local(day, time(8), zone)


def answer_deadline(now: datetime, zone: str, holidays: Set[date]) -> datetime:
    """23.59 of the last working day on which the coach may answer, in the coach's zone."""
    return at_local(add_working_days(local_date(now, zone), ANSWER_DAYS, holidays), time(23, 59), zone)
