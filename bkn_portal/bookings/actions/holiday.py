"""HR keeps the holidays; clocks that count working days are told."""

from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import Holiday
from ..signals import holidays_changed


@transaction.atomic
def save_holiday(*, holiday: Holiday, by: Employee, now: datetime) -> Holiday:
    """Store a new or changed holiday and tell the apps. Raises AccessDenied, ValidationError for a day twice."""
    require(access.can_manage_holidays(by))
    holiday.full_clean()
    holiday.save()
    record("bookings.holiday.saved", actor=by, target=holiday, at=now, day=holiday.day.isoformat())
    holidays_changed.send(Holiday, now=now)
    return holiday


@transaction.atomic
def delete_holiday(*, holiday: Holiday, by: Employee, now: datetime) -> None:
    """Make the day a working day again and tell the apps. Raises AccessDenied."""
    require(access.can_manage_holidays(by))
    record("bookings.holiday.deleted", actor=by, target=holiday, at=now, day=holiday.day.isoformat())
    Holiday.objects.filter(pk=holiday.pk).delete()
    holidays_changed.send(Holiday, now=now)
