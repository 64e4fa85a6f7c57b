"""When coaches can be booked: weekly hours, exceptions, holidays, notice and breaks against time that is taken."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bkn_portal.bookings.slots import WeeklyWindow, moments, windows
from bkn_portal.bookings.slots import free_slots as compute_slots
from bkn_portal.core.periods import Period, local_date
from bkn_portal.employees.models import Employee

from .timetable import DAY, Timetable, timetables

HORIZON = timedelta(days=14)
STEP = timedelta(minutes=15)
# Working time of Perpres 21/2023 without its edges: what whoever keeps no hours of their own offers.
OFFICE_HOURS = [
    WeeklyWindow(weekday, start, end)
    for weekday in range(5)
    for start, end in ((time(8), time(12)), (time(13), time(16)))
]


@dataclass(frozen=True)
class CoachTime:
    """The coming 14 days of a coach in their zone; `others` is what coachees have promised."""

    zone: str
    table: Timetable
    holidays: Collection[date] = ()
    others: Collection[Period] = ()

    def slots(self, length: timedelta, *, now: datetime) -> Iterator[Period]:
        """Free slots by start that follow one another with the coach's break between, which promises keep too.

        A day's slots are laid out from its first hour on, not from `now`: they do not shift while somebody chooses.
        A day costs nothing before it is asked for.
        """
        pause, last = self.table.pause, now + HORIZON
        busy = [Period(taken.start - pause, taken.end + pause) for taken in self.table.taken]
        busy.extend(self.others)
        day, free_from = local_date(now, self.zone), None
        while day <= local_date(last, self.zone):
            for slot in compute_slots(self._windows(day), busy, length, STEP, pause=pause, not_before=free_from):
                free_from = slot.end + pause
                if now + self.table.notice <= slot.start <= last:
                    yield slot
            day += DAY

    def _windows(self, day: date) -> list[Period]:
        away = day in self.holidays or any(first <= day <= last for first, last in self.table.closed)
        weekly = [] if away else windows(self.table.weekly or OFFICE_HOURS, self.zone, day)
        return weekly + [moments(on, start, end, self.zone) for on, start, end in self.table.extra if on == day]


def coach_times(
    coaches: Collection[Employee],
    *,
    now: datetime,
    others: Collection[Employee] = (),
    but_for: tuple[str, int] | None = None,
) -> dict[int, CoachTime]:
    """The next 14 days of each coach by the employee's number, in one query.

    Whoever has no profile or no weekly hours offers office hours. What `others` have promised, or call taken
    elsewhere, is free for none of them. `but_for` (kind, object_id) is what moves.
    """
    people = {person.pk for person in (*coaches, *others)}
    tables, holidays = timetables(people, Period(now, now + HORIZON), now=now, but_for=but_for) if people else ({}, ())
    taken = [period for other in others for period in tables[other.pk].taken]
    return {coach.pk: CoachTime(coach.zone, tables[coach.pk], holidays, taken) for coach in coaches}
