"""Promise, move and give back people's time."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError
from bkn_portal.core.periods import Period
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee

from ..models import Booking


class PeriodTaken(DomainError):
    """One of the people has promised this time already."""

    message = _("This time has just been taken. Please choose another one.")


@transaction.atomic
def book(*, people: Iterable[Employee], period: Period, kind: str, object_id: int) -> None:
    """Promise the period of each person to the appointment. Raises PeriodTaken, and then nothing is promised."""
    ids = {person.pk for person in people}
    lock_employees(ids)
    rows = [
        Booking(person_id=pk, start=period.start, end=period.end, kind=kind, object_id=object_id) for pk in sorted(ids)
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


def release(*, kind: str, object_id: int) -> None:
    """Give the time back: the appointment is cancelled."""
    Booking.objects.of(kind, object_id).delete()
