"""When the two of an engagement can meet."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from bkn_portal.bookings.queries import busy
from bkn_portal.bookings.slots import WeeklyWindow, windows
from bkn_portal.bookings.slots import free_slots as compute_slots
from bkn_portal.core.periods import Period, local_date
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession, WeeklyHours
from ..models.session import BOOKING_KIND

HORIZON = timedelta(days=14)
NOTICE = timedelta(hours=1)
STEP = timedelta(minutes=30)
# Working time of Perpres 21/2023 without its edges: what a supervisor who keeps no hours of their own offers.
OFFICE_HOURS = [
    WeeklyWindow(weekday, start, end)
    for weekday in range(5)
    for start, end in ((time(8), time(12)), (time(13), time(16)))
]


@dataclass(frozen=True)
class SlotDay:
    """A day in the reader's zone and its free slots."""

    day: date
    slots: list[Period]


def free_slots(
    engagement: CoachingEngagement, *, now: datetime, but_for: CoachingSession | None = None
) -> list[Period]:
    """The coach's hours of the next 14 days minus what either of the two has promised, an hour's notice kept.

    Slots do not overlap each other: they follow one another from the start of each window, as long as a session.
    `but_for` is the session that moves. Three queries.
    """
    last = now + HORIZON
    length = timedelta(minutes=engagement.session_minutes)
    zone = engagement.coach.zone
    offered = windows(_weekly(engagement.coach), zone, local_date(now, zone), local_date(last, zone))
    taken = busy(
        [engagement.coachee, engagement.coach],
        Period(now, last + timedelta(days=1)),
        but_for=(BOOKING_KIND, but_for.pk) if but_for else None,
    )
    slots = compute_slots(offered, taken, length, now + NOTICE, STEP)
    return [slot for slot in _side_by_side(slots) if slot.start <= last]


def free_days(slots: list[Period], *, zone: str) -> list[SlotDay]:
    """The slots by day as the reader's zone counts days."""
    return [SlotDay(day, list(found)) for day, found in groupby(slots, key=lambda slot: local_date(slot.start, zone))]


def is_offered(
    engagement: CoachingEngagement, period: Period, *, now: datetime, but_for: CoachingSession | None = None
) -> bool:
    """Whether the period is one of the free slots at this moment."""
    return period in free_slots(engagement, now=now, but_for=but_for)


def _weekly(coach: Employee) -> list[WeeklyWindow]:
    own = [hours.window for hours in WeeklyHours.objects.filter(profile__person=coach)]
    return own or OFFICE_HOURS


def _side_by_side(slots: list[Period]) -> list[Period]:
    """Of overlapping slots the earliest, so that the page stays short and no gap is left unused."""
    kept: list[Period] = []
    for slot in slots:
        if not kept or slot.start >= kept[-1].end:
            kept.append(slot)
    return kept
