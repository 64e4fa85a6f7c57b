"""When coaches can be booked: weekly hours, exceptions, holidays, notice and breaks against time that is taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bkn_portal.bookings.models import Booking, BusyTime
from bkn_portal.bookings.queries import holidays
from bkn_portal.bookings.slots import WeeklyWindow, windows
from bkn_portal.bookings.slots import free_slots as compute_slots
from bkn_portal.core.periods import Period, local_date
from bkn_portal.employees.models import Employee

from ..models import CoachProfile

HORIZON = timedelta(days=14)
NOTICE = timedelta(hours=1)
STEP = timedelta(minutes=15)
# Working time of Perpres 21/2023 without its edges: what whoever keeps no hours of their own offers.
OFFICE_HOURS = [
    WeeklyWindow(weekday, start, end)
    for weekday in range(5)
    for start, end in ((time(8), time(12)), (time(13), time(16)))
]


@dataclass(frozen=True)
class CoachTime:
    """Hours a coach offers and time that is taken, as moments; `pause` is kept free around each of the latter."""

    windows: list[Period]
    taken: list[Period] = field(default_factory=list)
    notice: timedelta = NOTICE
    pause: timedelta = timedelta(0)

    def slots(self, length: timedelta, *, now: datetime, others: Iterable[Period] = ()) -> list[Period]:
        """Free slots by start that follow one another with the pause between; `others` are the coachee's promises.

        A day's slots are laid out from its first hour on, not from `now`: they do not shift while somebody chooses.
        """
        padded = [Period(period.start - self.pause, period.end + self.pause) for period in self.taken]
        first, last = now + self.notice, now + HORIZON
        begin = min((window.start for window in self.windows), default=now)
        found = compute_slots(self.windows, [*padded, *others], length, begin, STEP)
        return [slot for slot in _one_after_another(found, self.pause) if first <= slot.start <= last]


def coach_times(
    coaches: Collection[Employee], *, now: datetime, but_for: tuple[str, int] | None = None
) -> dict[int, CoachTime]:
    """The next 14 days of each coach by the employee's number: six queries, however many coaches.

    Whoever has no profile or no weekly hours offers office hours. `but_for` (kind, object_id) is what moves.
    """
    profiles = CoachProfile.objects.filter(person__in=coaches).with_hours()
    by_person = {profile.person_id: profile for profile in profiles}
    free_days = holidays(now.date() - timedelta(days=1), (now + HORIZON).date() + timedelta(days=1)).keys()
    taken = _taken(coaches, now, but_for)
    return {coach.pk: _time_of(coach, by_person.get(coach.pk), taken[coach.pk], free_days, now) for coach in coaches}


def promised(people: Collection[Employee], *, now: datetime, but_for: tuple[str, int] | None = None) -> list[Period]:
    """What at least one of the people has promised, or calls taken elsewhere, in the next 14 days. One query."""
    return [period for taken in _taken(people, now, but_for).values() for period in taken]


def _time_of(
    coach: Employee, profile: CoachProfile | None, taken: list[Period], free_days: Collection[date], now: datetime
) -> CoachTime:
    first, last = local_date(now, coach.zone), local_date(now + HORIZON, coach.zone)
    weekly = [row.window for row in profile.weekly_hours.all()] if profile else []
    offered = windows(weekly or OFFICE_HOURS, coach.zone, first, last)
    if profile is None:
        return CoachTime([window for window in offered if local_date(window.start, coach.zone) not in free_days], taken)
    away = profile.days_off.all()
    kept = [
        window
        for window in offered
        if (day := local_date(window.start, coach.zone)) not in free_days and not any(row.covers(day) for row in away)
    ]
    extra = [row.period_in(coach.zone) for row in profile.extra_hours.all() if first <= row.day <= last]
    return CoachTime(
        windows=sorted({*kept, *extra}),
        taken=taken,
        notice=timedelta(hours=profile.notice_hours),
        pause=timedelta(minutes=profile.break_minutes),
    )


def _taken(
    people: Collection[Employee], now: datetime, but_for: tuple[str, int] | None
) -> defaultdict[int, list[Period]]:
    """Promised time and that of busy calendars by person, a day more on both sides for breaks."""
    around = Period(now - timedelta(days=1), now + HORIZON + timedelta(days=1))
    rows = Booking.objects.standing(now).filter(person__in=people).within(around)
    if but_for:
        rows = rows.exclude(kind=but_for[0], object_id=but_for[1])
    elsewhere = BusyTime.objects.counting().filter(calendar__person__in=people).within(around)
    both = (
        rows.order_by()
        .values_list("person", "start", "end")
        .union(elsewhere.order_by().values_list("calendar__person", "start", "end"), all=True)
    )
    found: defaultdict[int, list[Period]] = defaultdict(list)
    for person, start, end in both.order_by("start"):
        found[person].append(Period(start, end))
    return found


def _one_after_another(slots: list[Period], pause: timedelta) -> list[Period]:
    """Of slots that overlap or leave no pause the earliest, so that the page stays short and no gap is left unused."""
    kept: list[Period] = []
    for slot in slots:
        if not kept or slot.start >= kept[-1].end + pause:
            kept.append(slot)
    return kept
