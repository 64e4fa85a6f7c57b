"""When the two of an engagement can meet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bkn_portal.core.periods import Period, local_date, zone_label
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession, GroupSession, SessionKind
from ..models.session import GROUP_KIND, HOLD_KIND, minutes_of
from .availability import HORIZON, coach_times


@dataclass(frozen=True)
class SlotChoice:
    """A free slot as a choice: `value` for the form, `here` in the reader's zone, `there` in the others'.

    `key` tells it from the others of the page. `is_present`: when the session that moves takes place as it stands.
    """

    key: str
    value: str
    here: str
    there: str
    is_present: bool = False


@dataclass(frozen=True)
class SlotDay:
    """A day in the reader's zone and its free slots."""

    day: date
    slots: list[SlotChoice]


@dataclass(frozen=True)
class SlotOffer:
    """One week of free slots. `first` is the value of the earliest, empty when there is none; `weeks` are 1 and 2."""

    days: list[SlotDay]
    week: int
    first: str
    zone: str
    other_zone: str
    has_other_week: bool

    @property
    def other_week(self) -> int:
        return 3 - self.week


def free_slots(
    engagement: CoachingEngagement,
    *,
    now: datetime,
    but_for: CoachingSession | None = None,
    kind: str = SessionKind.SESSION,
) -> list[Period]:
    """The coach's free time of the next 14 days that the coachee has not promised elsewhere, as long as the talk.

    Notice and breaks are the coach's. `but_for` is the session that moves; what the coaching itself
    holds counts as free when none does.
    """
    moving = but_for.appointment if but_for else (HOLD_KIND, engagement.pk)
    length = timedelta(minutes=minutes_of(engagement, but_for.kind if but_for else kind))
    return _common_slots(engagement.coach, [engagement.coachee], length, now=now, but_for=moving)


def group_slots(
    coach: Employee,
    coachees: Collection[Employee],
    length: timedelta,
    *,
    now: datetime,
    but_for: GroupSession | None = None,
) -> list[Period]:
    """The same for several coachees: what none of them has promised. As many queries as for one."""
    return _common_slots(coach, coachees, length, now=now, but_for=(GROUP_KIND, but_for.pk) if but_for else None)


def _common_slots(
    coach: Employee,
    coachees: Collection[Employee],
    length: timedelta,
    *,
    now: datetime,
    but_for: tuple[str, int] | None,
) -> list[Period]:
    times = coach_times([coach], now=now, others=coachees, but_for=but_for)[coach.pk]
    return list(times.slots(length, now=now))


def slot_offer(
    engagement: CoachingEngagement,
    reader: Employee,
    *,
    now: datetime,
    week: int = 1,
    but_for: CoachingSession | None = None,
    kind: str = SessionKind.SESSION,
) -> SlotOffer:
    """What the booking page shows: the slots of week 1 or 2 from now, by the reader's days."""
    present = but_for.period if but_for and not but_for.has_begun(now) else None
    slots = free_slots(engagement, now=now, but_for=but_for, kind=kind)
    return offer_of(slots, reader, [engagement.other_than(reader)], now=now, week=week, present=present)


def offer_of(
    slots: list[Period],
    reader: Employee,
    others: Iterable[Employee],
    *,
    now: datetime,
    week: int = 1,
    present: Period | None = None,
) -> SlotOffer:
    """Slots as a page shows them, with the clocks of the others' zones; `present` is the time that stands."""
    slots = sorted({*slots, *([present] if present else [])})
    weeks = [[slot for slot in slots if week_of(slot.start, now=now) == number] for number in (1, 2)]
    if week == 1 and not weeks[0]:
        week = 2
    shown, far = weeks[week - 1], tuple(sorted({other.zone for other in others} - {reader.zone}))
    return SlotOffer(
        days=free_days(shown, zone=reader.zone, other_zones=far, present=present),
        week=week,
        first=shown[0].start.astimezone(UTC).isoformat() if shown else "",
        zone=zone_label(reader.zone),
        other_zone=", ".join(map(zone_label, far)),
        has_other_week=bool(weeks[2 - week]),
    )


def week_of(moment: datetime, *, now: datetime) -> int:
    """1 for the next seven days, 2 for all that comes after."""
    return 1 if moment < now + HORIZON / 2 else 2


def free_days(
    slots: list[Period], *, zone: str, other_zones: Collection[str] = (), present: Period | None = None
) -> list[SlotDay]:
    """The slots by day as the reader's zone counts days; `present` is marked as the time that stands."""
    choices = [
        (slot, _choice(f"slot-{number}", slot, zone, other_zones, is_present=slot == present))
        for number, slot in enumerate(slots)
    ]
    grouped = groupby(choices, key=lambda pair: local_date(pair[0].start, zone))
    return [SlotDay(day, [choice for _slot, choice in found]) for day, found in grouped]


def _choice(key: str, slot: Period, zone: str, other_zones: Collection[str], *, is_present: bool) -> SlotChoice:
    here = f"{clock_in(slot.start, zone)}–{clock_in(slot.end, zone)}"
    there = " · ".join(f"{clock_in(slot.start, far)} {zone_label(far)}" for far in other_zones)
    return SlotChoice(key, slot.start.astimezone(UTC).isoformat(), here, there, is_present)


def clock_in(moment: datetime, zone: str) -> str:
    """“09.00” in a zone."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%H.%M")
