"""When people have no time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

from .calendar import Appointment
from .models import Booking, Holiday

FEED_BACK, FEED_AHEAD = timedelta(days=30), timedelta(days=180)


def busy(people: Iterable[Employee], period: Period, *, but_for: tuple[str, int] | None = None) -> list[Period]:
    """Times in the period that at least one of the people has promised, by start; may overlap each other.

    `but_for` (kind, object_id) leaves out one appointment: the one that is about to move.
    """
    rows = Booking.objects.filter(person__in=list(people)).within(period.start, period.end)
    if but_for:
        rows = rows.exclude(kind=but_for[0], object_id=but_for[1])
    return sorted({Period(start, end) for start, end in rows.values_list("start", "end")})


def holidays(first: date, last: date) -> dict[date, str]:
    """Names of the holidays from `first` to `last`, both included, by date."""
    return dict(Holiday.objects.between(first, last).values_list("day", "name"))


def feed_appointments(employee: Employee, *, now: datetime) -> list[Appointment]:
    """What the person has promised from a month ago to half a year ahead, by start. One query."""
    rows = (
        Booking.objects.promised()
        .filter(person=employee)
        .within(now - FEED_BACK, now + FEED_AHEAD)
        .order_by("start", "pk")
    )
    return [Appointment(row.kind, row.object_id, row.period) for row in rows]
