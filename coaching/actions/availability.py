"""When a coach can be booked: kept by the coach, or by HR for them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.errors import DomainError, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachProfile, DayOff, ExtraHours, LeadTime, Pause, SessionLength, WeeklyHours


@dataclass(frozen=True)
class HoursDraft:
    """The weekly hours in the coach's own zone and the rules of booking: minutes, hours, minutes."""

    hours: tuple[WeeklyWindow, ...] = ()
    session_minutes: int = SessionLength.HOUR
    notice_hours: int = LeadTime.HOUR
    break_minutes: int = Pause.NONE

    @property
    def fields(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("session_minutes", "notice_hours", "break_minutes")}


@transaction.atomic
def set_hours(*, profile: CoachProfile, draft: HoursDraft, by: Employee, now: datetime) -> None:
    """Replace weekly hours and rules. Booked sessions stand; the length holds for coaching asked for from now on.

    Raises AccessDenied, and DomainError when two windows of a day overlap.
    """
    require(access.can_keep_profile(by, profile))
    _refuse_overlap(draft.hours)
    for name, value in draft.fields.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(draft.fields))
    WeeklyHours.objects.filter(profile=profile).delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(profile=profile, weekday=window.weekday, start=window.start, end=window.end)
        for window in draft.hours
    )
    record("coaching.profile.hours_set", actor=by, target=profile, at=now)


@transaction.atomic
def add_day_off(*, profile: CoachProfile, first_day: date, last_day: date, by: Employee, now: datetime) -> DayOff:
    """Days without weekly hours, both included; booked sessions stand. Raises AccessDenied, DomainError."""
    require(access.can_keep_profile(by, profile))
    days = DayOff(profile=profile, first_day=first_day, last_day=last_day)
    _insert(days, _("Some of these days are off already."))
    record("coaching.profile.day_off_added", actor=by, target=profile, at=now, first_day=str(first_day))
    return days


@transaction.atomic
def add_extra_hours(
    *, profile: CoachProfile, day: date, start: time, end: time, by: Employee, now: datetime
) -> ExtraHours:
    """Hours of one day on top of the weekly ones. Raises AccessDenied, DomainError."""
    require(access.can_keep_profile(by, profile))
    hours = ExtraHours(profile=profile, day=day, start=start, end=end)
    _insert(hours, _("These hours are on your list already."))
    record("coaching.profile.extra_hours_added", actor=by, target=profile, at=now, day=str(day))
    return hours


@transaction.atomic
def remove_exception(*, exception: DayOff | ExtraHours, by: Employee, now: datetime) -> None:
    """Take days off or extra hours back; booked sessions stand. Raises AccessDenied."""
    require(access.can_keep_profile(by, exception.profile))
    profile = exception.profile
    exception.delete()
    record("coaching.profile.exception_removed", actor=by, target=profile, at=now)


def _insert(row: DayOff | ExtraHours, refusal: object) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(refusal) from error


def _refuse_overlap(hours: tuple[WeeklyWindow, ...]) -> None:
    ordered = sorted(hours, key=lambda window: (window.weekday, window.start))
    for first, second in pairwise(ordered):
        if first.weekday == second.weekday and second.start < first.end:
            raise DomainError(_("Two of your hours overlap on the same day."))
