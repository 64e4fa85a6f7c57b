"""A coach's own pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from bkn_portal.bookings.models import BusyCalendar
from bkn_portal.core.periods import Period, local_date
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachProfile, DayOff, ExtraHours
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
class HoursPage:
    """Exceptions still ahead, the calendar elsewhere, and what coachees see of it all: the free times of 14 days."""

    profile: CoachProfile
    days_off: list[DayOff]
    extra_hours: list[ExtraHours]
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
        days_off=list(profile.days_off.upcoming(today)),
        extra_hours=list(profile.extra_hours.upcoming(today)),
        calendar=BusyCalendar.objects.visible_to(profile.person).first(),
        reads_calendars=settings.BUSY_CALENDARS,
        slots=list(_slots(profile, now)),
    )


def _slots(profile: CoachProfile, now: datetime) -> Iterator[Period]:
    times = coach_times([profile.person], now=now)[profile.person_id]
    return times.slots(timedelta(minutes=profile.session_minutes), now=now)
