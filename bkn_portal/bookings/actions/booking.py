"""Promise, move and give back people's time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError
from bkn_portal.core.periods import Period
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee

from ..models import Booking

HOLD_FOR = timedelta(minutes=10)


class PeriodTaken(DomainError):
    """One of the people has promised this time already."""

    message = _("This time has just been taken. Please choose another one.")


@transaction.atomic
def book(
    *, people: Iterable[Employee], period: Period, kind: str, object_id: int, held_until: datetime | None = None
) -> None:
    """Promise the period of each person to the appointment, or hold it until then.

    Raises PeriodTaken, and then nothing is promised.
    """
    ids = {person.pk for person in people}
    lock_employees(ids)
    rows = [
        Booking(person_id=pk, start=period.start, end=period.end, kind=kind, object_id=object_id, held_until=held_until)
        for pk in sorted(ids)
    ]
    try:
        with transaction.atomic():
            Booking.objects.bulk_create(rows)
    except IntegrityError as error:
        raise PeriodTaken from error


@transaction.atomic
def move(*, kind: str, object_id: int, period: Period) -> None:
    """Move the whole appointment to another time. Raises PeriodTaken, and then the old promise stands."""
    rows = Booking.objects.of(kind, object_id)
    lock_employees(list(rows.values_list("person_id", flat=True)))
    try:
        with transaction.atomic():
            rows.update(start=period.start, end=period.end)
    except IntegrityError as error:
        raise PeriodTaken from error


def release(*, kind: str, object_id: int, person: Employee | None = None) -> None:
    """Give the time back: the appointment is cancelled, or goes on without that person."""
    rows = Booking.objects.of(kind, object_id)
    (rows.filter(person=person) if person else rows).delete()


@transaction.atomic
def clear_holds(*, people: Iterable[Employee], kind: str, object_id: int, now: datetime) -> None:
    """End the appointment's own hold and every hold of the people that is over; the people stay locked.

    First step of whoever is about to book: what is in the way afterwards is in the way.
    """
    ids = {person.pk for person in people}
    lock_employees(ids)
    Booking.objects.of(kind, object_id).exclude(held_until=None).delete()
    Booking.objects.filter(person__in=ids).over(now).delete()


@transaction.atomic
def hold(*, people: Iterable[Employee], period: Period, kind: str, object_id: int, now: datetime) -> datetime:
    """Keep the period for ten minutes instead of what the appointment held before; returns until when.

    Raises PeriodTaken, and then the earlier hold stands.
    """
    people, until = list(people), now + HOLD_FOR
    clear_holds(people=people, kind=kind, object_id=object_id, now=now)
    book(people=people, period=period, kind=kind, object_id=object_id, held_until=until)
    return until


def sweep_holds(*, now: datetime) -> int:
    """Delete the holds that are over; the number of rows."""
    return Booking.objects.over(now).delete()[0]
