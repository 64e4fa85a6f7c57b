"""A coach's own pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import DateField, Prefetch, QuerySet, TimeField, Value
from django.db.models.functions import Cast

from bkn_portal.bookings.models import BusyCalendar
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.periods import Period, at_local, local_date
from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession, CoachProfile, CoachTheme, DayOff, ExtraHours, WeeklyHours
from .availability import coach_times


@dataclass(frozen=True)
class MyProfile:
    """`profile` is None for whoever never asked to coach; `first_slot` is the next free time of an active coach."""

    profile: CoachProfile | None
    running: int = 0
    waiting: int = 0
    first_slot: Period | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person is a coach, or waits to be one."""
        state = CoachProfile.State
        return self.profile is not None and self.profile.state in (state.PROPOSED, state.ACTIVE, state.PAUSED)


@dataclass(frozen=True)
class HoursException:
    """Days off or extra hours; `sessions` are those that stand although they lie on days off, a group's first alone."""

    row: DayOff | ExtraHours
    sessions: list[CoachingSession] = field(default_factory=list)


@dataclass(frozen=True)
class HoursPage:
    """Exceptions still ahead, the calendar elsewhere, and what coachees see of it all: the free times of 14 days."""

    profile: CoachProfile
    days_off: list[HoursException]
    extra_hours: list[HoursException]
    calendar: BusyCalendar | None
    reads_calendars: bool
    slots: list[Period]


def my_profile(employee: Employee, *, now: datetime) -> MyProfile:
    """A constant number of queries."""
    found = CoachProfile.objects.with_places().prefetch_related(
        "languages", "competencies__competency", Prefetch("themes", CoachTheme.objects.select_related("theme"))
    )
    profile = found.filter(person=employee).select_related("person__unit").first()
    if profile is None:
        return MyProfile(None)
    given = CoachingEngagement.objects.internal().filter(coach=employee)
    first = next(_slots(profile, now), None) if profile.state == CoachProfile.State.ACTIVE else None
    return MyProfile(profile, given.active().count(), given.requested().count(), first)


def kept_profile(person: Employee) -> list[CoachProfile]:
    """The one of a coach, or of whoever waits to be one, with their calendar elsewhere; none of anybody else. One
    query.
    """
    return _kept_profile(person)


@prepared
def _kept_profile(person: Employee) -> QuerySet[CoachProfile]:
    found = CoachProfile.objects.kept().filter(person=person)
    return found.select_related("person__unit", "person__busy_calendar")


def weekly_hours(profile: CoachProfile) -> list[WeeklyWindow]:
    """By day and start, in the coach's zone. One query."""
    return [WeeklyWindow(*row) for row in _weekly_hours(profile)]


@prepared
def _weekly_hours(profile: CoachProfile) -> QuerySet[Any, Any]:
    return WeeklyHours.objects.filter(profile=profile).values_list("weekday", "start", "end")


def hours_page(profile: CoachProfile, *, now: datetime) -> HoursPage:
    """For what kept_profile() gives; a query for the free times, one for the exceptions, and one for the sessions on
    days off if there are any.
    """
    days_off, extra = _exceptions(profile, local_date(now, profile.person.zone))
    return HoursPage(
        profile=profile,
        days_off=_days_off(profile, days_off, now),
        extra_hours=[HoursException(row) for row in extra],
        calendar=getattr(profile.person, "busy_calendar", None),
        reads_calendars=settings.BUSY_CALENDARS,
        slots=list(_slots(profile, now)),
    )


def _exceptions(profile: CoachProfile, today: date) -> tuple[list[DayOff], list[ExtraHours]]:
    """Those still ahead, by day."""
    days_off, extra = [], []
    for pk, first, last, start, end in sorted(_exception_rows(profile, today), key=itemgetter(1, 3, 0)):
        if last:
            days_off.append(DayOff(pk=pk, profile=profile, first_day=first, last_day=last))
        else:
            extra.append(ExtraHours(pk=pk, profile=profile, day=first, start=start, end=end))
    return days_off, extra


@prepared
def _exception_rows(profile: CoachProfile, today: date) -> QuerySet[Any, Any]:
    """Days off without times, extra hours without a last day."""
    no_day, no_time = Cast(Value(None), DateField()), Cast(Value(None), TimeField())
    closed = DayOff.objects.filter(profile=profile).upcoming(today).order_by()
    extra = ExtraHours.objects.filter(profile=profile).upcoming(today).order_by()
    return closed.values_list("pk", "first_day", "last_day", no_time, no_time).union(
        extra.values_list("pk", "day", no_day, "start", "end"), all=True
    )


def sessions_on(days: DayOff, *, now: datetime) -> list[CoachingSession]:
    """What is booked with the coach on these days and stands. One query."""
    return _days_off(days.profile, [days], now)[0].sessions


def _days_off(profile: CoachProfile, rows: Sequence[DayOff], now: datetime) -> list[HoursException]:
    """With the sessions on these days, in one query if there are any; of a group one session stands for all."""
    if not rows:
        return []
    zone = profile.person.zone
    until = at_local(max(row.last_day for row in rows) + timedelta(days=1), time(0), zone)
    sessions = {one.appointment: one for one in _booked(profile.person, now, until)}.values()
    return [HoursException(row, [one for one in sessions if row.covers(local_date(one.start, zone))]) for row in rows]


@prepared
def _booked(coach: Employee, now: datetime, until: datetime) -> QuerySet[CoachingSession]:
    found = CoachingSession.objects.upcoming(now).filter(engagement__coach=coach, start__lt=until)
    return found.select_related("engagement__coachee", "group")


def _slots(profile: CoachProfile, now: datetime) -> Iterator[Period]:
    times = coach_times([profile.person], now=now)[profile.person_id]
    return times.slots(timedelta(minutes=profile.session_minutes), now=now)
