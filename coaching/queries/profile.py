"""A coach's own pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.conf import settings

from bkn_portal.bookings.models import BusyCalendar
from bkn_portal.core.periods import Period, at_local, local_date
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession, CoachProfile, DayOff, ExtraHours
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
    found = CoachProfile.objects.with_places().prefetch_related("themes", "languages", "competencies__competency")
    profile = found.filter(person=employee).select_related("person__unit").first()
    if profile is None:
        return MyProfile(None)
    given = CoachingEngagement.objects.internal().filter(coach=employee)
    first = next(_slots(profile, now), None) if profile.state == CoachProfile.State.ACTIVE else None
    return MyProfile(profile, given.active().count(), given.requested().count(), first)


def hours_page(profile: CoachProfile, *, now: datetime) -> HoursPage:
    """A constant number of queries."""
    today = local_date(now, profile.person.zone)
    return HoursPage(
        profile=profile,
        days_off=_days_off(profile, list(profile.days_off.upcoming(today)), now),
        extra_hours=[HoursException(row) for row in profile.extra_hours.upcoming(today)],
        calendar=BusyCalendar.objects.visible_to(profile.person).first(),
        reads_calendars=settings.BUSY_CALENDARS,
        slots=list(_slots(profile, now)),
    )


def sessions_on(days: DayOff, *, now: datetime) -> list[CoachingSession]:
    """What is booked with the coach on these days and stands. One query."""
    return _days_off(days.profile, [days], now)[0].sessions


def _days_off(profile: CoachProfile, rows: Sequence[DayOff], now: datetime) -> list[HoursException]:
    """With the sessions on these days, in one query; of a group one session stands for all."""
    zone = profile.person.zone
    last = max((row.last_day for row in rows), default=local_date(now, zone))
    until = at_local(last + timedelta(days=1), time(0), zone)
    booked = CoachingSession.objects.upcoming(now).filter(engagement__coach=profile.person, start__lt=until)
    sessions = {one.appointment: one for one in booked.select_related("engagement__coachee", "group")}.values()
    return [HoursException(row, [one for one in sessions if row.covers(local_date(one.start, zone))]) for row in rows]


def _slots(profile: CoachProfile, now: datetime) -> Iterator[Period]:
    times = coach_times([profile.person], now=now)[profile.person_id]
    return times.slots(timedelta(minutes=profile.session_minutes), now=now)
