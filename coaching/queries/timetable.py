"""What is known of people's time, read in one query: a page that asks six times waits six times."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    F,
    Field,
    QuerySet,
    SmallIntegerField,
    TimeField,
    Value,
)
from django.db.models.functions import Cast

from bkn_portal.bookings.models import Booking, BusyTime, Holiday
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.periods import Period
from bkn_portal.core.prepared import prepared

from ..models import CoachProfile, DayOff, ExtraHours, WeeklyHours

NOTICE = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class Timetable:
    """One person's: days and clocks of their own zone, `taken` as moments.

    `closed` are days off from their first to their last; `extra` hours stand on those and on holidays too.
    """

    notice: timedelta = NOTICE
    pause: timedelta = timedelta(0)
    weekly: list[WeeklyWindow] = field(default_factory=list)
    extra: list[tuple[date, time, time]] = field(default_factory=list)
    closed: list[tuple[date, date]] = field(default_factory=list)
    taken: list[Period] = field(default_factory=list)


class _Row(NamedTuple):
    """`what` tells which of the columns speak; a holiday is nobody's."""

    what: str
    person: int
    number: int
    minutes: int
    first: date
    last: date
    opens: time
    closes: time
    start: datetime
    end: datetime


COLUMNS: dict[str, Field] = {
    "person": BigIntegerField(),
    "number": SmallIntegerField(),
    "minutes": SmallIntegerField(),
    "first": DateField(),
    "last": DateField(),
    "opens": TimeField(),
    "closes": TimeField(),
    "start": DateTimeField(),
    "end": DateTimeField(),
}


def timetables(
    people: Collection[int], period: Period, *, now: datetime, but_for: tuple[str, int] | None = None
) -> tuple[defaultdict[int, Timetable], set[date]]:
    """By person, and the holidays; a day more on both sides of the period, for zones and breaks.

    `but_for` (kind, object_id) is an appointment that takes no time: the one that is about to move.
    """
    found: defaultdict[int, Timetable] = defaultdict(Timetable)
    holidays: set[date] = set()
    begin, end = period.start - DAY, period.end + DAY
    for row in map(_Row._make, _rows(sorted(people), begin, end, begin.date(), end.date(), now, *but_for or ("", 0))):
        if row.what == "holiday":
            holidays.add(row.first)
        else:
            _note(found[row.person], row)
    return found, holidays


def _note(table: Timetable, row: _Row) -> None:
    match row.what:
        case "rules":
            table.notice, table.pause = timedelta(hours=row.number), timedelta(minutes=row.minutes)
        case "weekly":
            table.weekly.append(WeeklyWindow(row.number, row.opens, row.closes))
        case "extra":
            table.extra.append((row.first, row.opens, row.closes))
        case "closed":
            table.closed.append((row.first, row.last))
        case "promised":
            table.taken.append(Period(row.start, row.end))
        case "elsewhere" if settings.BUSY_CALENDARS:  # what was read before the portal read no more counts for nothing
            table.taken.append(Period(row.start, row.end))


@prepared
def _rows(
    people: list[int], begin: datetime, end: datetime, first: date, last: date, now: datetime, kind: str, number: int
) -> QuerySet[Any, Any]:
    profiles = CoachProfile.objects.filter(person__pk__in=people)
    weekly = WeeklyHours.objects.filter(profile__person__pk__in=people)
    extra = ExtraHours.objects.filter(profile__person__pk__in=people).within(first, last)
    closed = DayOff.objects.filter(profile__person__pk__in=people).within(first, last)
    promised = Booking.objects.filter(person__pk__in=people).within(begin, end).standing(now)
    promised = promised.exclude(kind=kind, object_id=number)
    elsewhere = BusyTime.objects.filter(calendar__person__pk__in=people).within(begin, end)
    return _line(profiles, "rules", person="person", number="notice_hours", minutes="break_minutes").union(
        _line(weekly, "weekly", person="profile__person", number="weekday", opens="start", closes="end"),
        _line(extra, "extra", person="profile__person", first="day", opens="start", closes="end"),
        _line(closed, "closed", person="profile__person", first="first_day", last="last_day"),
        _line(Holiday.objects.between(first, last), "holiday", first="day"),
        _line(promised, "promised", person="person", start="start", end="end"),
        _line(elsewhere, "elsewhere", person="calendar__person", start="start", end="end"),
        all=True,
    )


def _line(found: QuerySet[Any], what: str, **columns: str) -> QuerySet[Any, Any]:
    """The query set as lines of _Row; columns that are not named are empty."""
    values = [F(columns[name]) if name in columns else Cast(Value(None), kind) for name, kind in COLUMNS.items()]
    return found.order_by().values_list(Value(what), *values)
