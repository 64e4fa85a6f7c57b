"""When a coach can be booked: kept by the coach, or by HR for them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachProfile, DayOff, ExtraHours, LeadTime, Pause, SessionLength, WeeklyHours
from ..models.lengths import USUAL_MINUTES
from ..queries import hours_version, stored_hours
from .seen import NewerProfile, refuse_unseen

A_YEAR = timedelta(days=366)
"""How far ahead exceptions begin, and how long they last."""


@dataclass(frozen=True)
class HoursDraft:
    """The weekly hours in the coach's own zone and the rules of booking: minutes, hours, minutes."""

    hours: tuple[WeeklyWindow, ...] = ()
    session_minutes: int = USUAL_MINUTES
    notice_hours: int = LeadTime.HOUR
    break_minutes: int = Pause.NONE

    @property
    def fields(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("session_minutes", "notice_hours", "break_minutes")}


@transaction.atomic
def set_hours(*, profile: CoachProfile, draft: HoursDraft, by: Employee, now: datetime, seen: str = "") -> None:
    """Replace weekly hours and rules. Booked sessions stand; the length holds for coaching asked for from now on.

    `seen` is the hours_version() of the page; empty: whatever is stored is replaced. Raises AccessDenied, StaleState
    unless the hours are those seen, and DomainError for a length that is not on offer, when two windows of a day
    overlap or no session fits into one.
    """
    require(access.can_keep_profile(by, profile))
    stored = CoachProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    before = stored_hours(stored)
    if before == hours_version(draft, draft.hours):
        return
    refuse_unseen(seen, before, NewerProfile)
    if draft.session_minutes != stored.session_minutes:
        _refuse_length(draft.session_minutes, on=local_date(now, profile.person.zone))
    _refuse_overlap(draft.hours)
    week = [
        WeeklyHours(profile=profile, weekday=window.weekday, start=window.start, end=window.end)
        for window in draft.hours
    ]
    for hours in week:
        _refuse_short(hours, str(hours), draft.session_minutes)
    for name, value in draft.fields.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(draft.fields))
    WeeklyHours.objects.filter(profile=profile).delete()
    WeeklyHours.objects.bulk_create(week)
    record("coaching.profile.hours_set", actor=by, target=profile, at=now)


@transaction.atomic
def add_day_off(*, profile: CoachProfile, first_day: date, last_day: date, by: Employee, now: datetime) -> DayOff:
    """Days without weekly hours, both included; booked sessions stand.

    They begin within a year and last a year at most. Raises AccessDenied, DomainError.
    """
    require(access.can_keep_profile(by, profile))
    _refuse_odd_days(first_day, last_day, today=local_date(now, profile.person.zone))
    days = DayOff(profile=profile, first_day=first_day, last_day=last_day)
    _insert(days, _("Some of these days are off already."))
    record("coaching.profile.day_off_added", actor=by, target=profile, at=now, first_day=str(first_day))
    return days


@transaction.atomic
def add_extra_hours(
    *, profile: CoachProfile, day: date, start: time, end: time, by: Employee, now: datetime
) -> ExtraHours:
    """Hours of one day within a year on top of the weekly ones, long enough for a session.

    Raises AccessDenied, DomainError.
    """
    require(access.can_keep_profile(by, profile))
    today = local_date(now, profile.person.zone)
    if not today <= day <= today + A_YEAR:
        raise DomainError(_("Choose a day between today and a year from now."))
    hours = ExtraHours(profile=profile, day=day, start=start, end=end)
    _refuse_short(hours, f"{start:%H.%M}–{end:%H.%M}", profile.session_minutes)
    _insert(hours, _("Some of these hours are on the list already."))
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


def _refuse_odd_days(first: date, last: date, *, today: date) -> None:
    if last < today:
        raise DomainError(_("These days have passed."))
    if first > today + A_YEAR:
        raise DomainError(_("Choose days that begin within a year from now."))
    if last - first > A_YEAR:
        raise DomainError(_("Days off last a year at most."))


def _refuse_short(hours: WeeklyHours | ExtraHours, words: str, minutes: int) -> None:
    """Hours into which no session fits would never be offered."""
    length = (hours.end.hour - hours.start.hour) * 60 + hours.end.minute - hours.start.minute
    if length < minutes:
        raise DomainError(
            _("%(hours)s: no session of %(minutes)d minutes fits in.") % {"hours": words, "minutes": minutes}
        )


def _refuse_length(minutes: int, *, on: date) -> None:
    if not SessionLength.objects.on(on).filter(pk=minutes).exists():
        raise DomainError(_("This length of a session is no longer on offer. Please choose another one."))


def _refuse_overlap(hours: tuple[WeeklyWindow, ...]) -> None:
    ordered = sorted(hours, key=lambda window: (window.weekday, window.start))
    for first, second in pairwise(ordered):
        if first.weekday == second.weekday and second.start < first.end:
            raise DomainError(_("Two of your hours overlap on the same day."))
