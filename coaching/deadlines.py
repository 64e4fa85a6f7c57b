"""Dates of coaching, in working days. Pure: no Django, no clock."""

from collections.abc import Set
from datetime import date, datetime, time

from bkn_portal.bookings.workdays import add_working_days
from bkn_portal.core.periods import at_local, local_date

ANSWER_DAYS = 5
"""Working days a coach has for an answer (product.md)."""


def answer_deadline(now: datetime, zone: str, holidays: Set[date]) -> datetime:
    """23.59 of the last working day on which the coach may answer, in the coach's zone."""
    return at_local(add_working_days(local_date(now, zone), ANSWER_DAYS, holidays), time(23, 59), zone)
