"""Dates of coaching, in working days. Pure: no Django, no clock."""

from datetime import date, datetime, time, timedelta

from bkn_portal.core.periods import at_local, local_date

ANSWER_DAYS = 5
"""Working days a coach has for an answer (product.md)."""

SATURDAY = 5


def add_working_days(day: date, count: int) -> date:
    """The date `count` working days (Monday to Friday, Perpres 21/2023) after `day`; holidays are not known here."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def answer_deadline(now: datetime, zone: str) -> datetime:
    """23.59 of the last working day on which the coach may answer, in the coach's zone."""
    return at_local(add_working_days(local_date(now, zone), ANSWER_DAYS), time(23, 59), zone)
