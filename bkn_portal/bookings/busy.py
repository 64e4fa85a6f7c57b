"""When a calendar file says that its owner is busy (RFC 5545). Knows times, no titles; no database, no network."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, takewhile
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.conf import settings
from icalendar import Calendar

from bkn_portal.core.periods import Period

SECONDS = 20
"""Patience with one file: what a rule of repetition costs can't be told from its length."""
PERIODS = {"YEARLY": 365, "MONTHLY": 28, "WEEKLY": 7, "DAILY": 1}
"""How many days each has at least. Nobody meets by the hour."""
MOST_DAYS = 3_000_000
"""Days that the rules of one file may look at: a thousand weekly meetings of eight years."""
LONGEST = timedelta(days=366)
MOST = 2000
DAY = timedelta(days=1)
BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What the parser and its values raise at what people's programs write."""
T = TypeVar("T")


class UnreadableCalendar(Exception):
    """It is no calendar, or one that would take for ever."""


class _PastTheEnd(Exception):
    """A rule looks at days that come after all that matters."""


@dataclass
class _Reading:
    """`zone` is the owner's: days and times without a zone are theirs. `days` is what rules have looked at so far."""

    span: Period
    zone: ZoneInfo
    end: float
    days: int = 0

    def moment(self, value: date) -> datetime:
        """A day begins at the owner's midnight."""
        if not isinstance(value, datetime):
            return datetime.combine(value, time(0), self.zone)
        return value if value.tzinfo else value.replace(tzinfo=self.zone)

    def be_patient(self) -> None:
        if monotonic() > self.end:
            raise UnreadableCalendar

    def look_at(self, days: int) -> None:
        self.days += days
        if self.days > MOST_DAYS:
            raise UnreadableCalendar
        self.be_patient()


class _Interval(int):
    """How many periods of so many `days` a rule goes on at a time, `left` days being of interest.

    dateutil adds it once for each step, which is the one moment to stop a rule that finds nothing: every 30 February
    would be looked for in each year until 9999, and the caller not asked.
    """

    days: int
    left: int
    reading: _Reading

    def _step(self) -> int:
        self.reading.look_at(self.days)
        self.left -= int(self) * self.days
        if self.left < 0:
            raise _PastTheEnd
        return int(self)

    def __radd__(self, other: int) -> int:
        return other + self._step()

    def __mul__(self, other: int) -> int:
        return self._step() * other


def busy_times(content: bytes, *, span: Period, zone: str) -> list[Period]:
    """What is taken within the span, in whole and by start, nothing touching anything else.

    Free ("transparent") and cancelled entries take no time, nor do the portal's own appointments, which it knows
    better. One broken entry is left out. Raises UnreadableCalendar.
    """
    calendars = _parsed(content)
    reading = _Reading(span, ZoneInfo(zone), monotonic() + SECONDS)
    found: set[Period] = set()
    for period in chain.from_iterable(
        read(each, reading) for each in calendars for read in (_of_events, _of_free_busy)
    ):
        reading.be_patient()
        if period.overlaps(span):
            found.add(Period(max(period.start, span.start), min(period.end, span.end)))
    merged = _merged(found)
    if len(merged) > MOST:
        raise UnreadableCalendar
    return merged


def _parsed(content: bytes) -> list[Any]:
    """A file that was cut off is none: half of it would free what is taken."""
    if not content.rstrip().upper().endswith(b"END:VCALENDAR"):
        raise UnreadableCalendar
    try:
        found = [each for each in Calendar.from_ical(content, multiple=True) if each.name == "VCALENDAR"]
    except BROKEN as error:
        raise UnreadableCalendar from error
    if not found:
        raise UnreadableCalendar
    return found


def _of_events(calendar: Any, reading: _Reading) -> Iterator[Period]:
    """A changed occurrence of a series takes the place of the one that the series' rule gives."""
    events = [event for event in calendar.walk("VEVENT") if not _is_ours(event)]
    changed: dict[str, set[datetime]] = {}
    for event in events:
        uid = str(event.get("UID"))
        changed[uid] = changed.get(uid, set()).union(_kept(_replaced(event, reading)))
    for event in events:
        reading.be_patient()
        if _takes_time(event):
            is_change = "RECURRENCE-ID" in event
            without = set() if is_change else changed[str(event.get("UID"))]
            yield from _kept(_occurrences(event, reading, without, once=is_change))


def _kept(entries: Iterator[T]) -> Iterator[T]:
    """Up to the one that is broken."""
    try:
        yield from entries
    except BROKEN:
        return


def _replaced(event: Any, reading: _Reading) -> Iterator[datetime]:
    if "RECURRENCE-ID" in event:
        yield reading.moment(event["RECURRENCE-ID"].dt)


def _is_ours(event: Any) -> bool:
    return str(event.get("UID", "")).endswith(f"@{urlsplit(settings.SITE_URL).hostname}")


def _takes_time(event: Any) -> bool:
    told = {str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    return told.isdisjoint({"CANCELLED", "TRANSPARENT", "FREE"})


def _occurrences(event: Any, reading: _Reading, without: set[datetime], *, once: bool) -> Iterator[Period]:
    first, length = event["DTSTART"].dt, _length(event, reading)
    if not timedelta(0) < length <= LONGEST:
        return
    start = reading.moment(first)
    gone = without | {reading.moment(day) for day in _dates(event, "EXDATE")}
    added = [] if once else [reading.moment(day) for day in _dates(event, "RDATE")]
    repeated = () if once or "RRULE" not in event else _repeated(event, start, reading)
    for moment in chain([start], added, repeated):
        reading.be_patient()
        if moment not in gone:
            yield Period(moment, _after(moment, length, whole_days=not isinstance(first, datetime)))


def _length(event: Any, reading: _Reading) -> timedelta:
    first = event["DTSTART"].dt
    if "DTEND" in event:
        return reading.moment(event["DTEND"].dt).astimezone(UTC) - reading.moment(first).astimezone(UTC)
    if "DURATION" in event:
        return event["DURATION"].dt
    return timedelta(0) if isinstance(first, datetime) else DAY


def _after(moment: datetime, length: timedelta, *, whole_days: bool) -> datetime:
    """Days end at a midnight, hours after so many hours, also where the clocks change."""
    if whole_days:
        return moment + length
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)


def _dates(event: Any, name: str) -> Iterator[date]:
    rows = event.get(name, [])
    for row in rows if isinstance(rows, list) else [rows]:
        for each in row.dts:
            yield each.dt[0] if isinstance(each.dt, tuple) else each.dt


def _repeated(event: Any, start: datetime, reading: _Reading) -> Iterator[datetime]:
    """By the wall clock of where the event takes place, and not beyond the span."""
    rules = event["RRULE"]
    for rule in rules if isinstance(rules, list) else [rules]:
        parts = [part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL=")]
        ends = [_on_clock(reading.span.end, start), *(_last(until, start, reading) for until in rule.get("UNTIL", []))]
        first, last = start.replace(tzinfo=None), min(ends)
        found = rrulestr(";".join(parts), dtstart=first)
        step = _Interval(rule.get("INTERVAL", [1])[0])
        if step < 1:
            raise ValueError("a rule that stands still")
        step.days, step.reading = PERIODS[rule["FREQ"][0].upper()], reading
        step.left = (last - first).days + 366  # the first period may have begun a year before
        for moment in _up_to(last, found.replace(interval=step)):
            yield moment.replace(tzinfo=start.tzinfo)


def _up_to(last: datetime, found: Iterable[datetime]) -> Iterator[datetime]:
    try:
        yield from takewhile(last.__ge__, found)
    except _PastTheEnd:
        return


def _last(until: date, start: datetime, reading: _Reading) -> datetime:
    """The last start that the rule gives; a mere day counts to its end."""
    whole = timedelta(0) if isinstance(until, datetime) else DAY - timedelta(seconds=1)
    return _on_clock(reading.moment(until) + whole, start)


def _on_clock(moment: datetime, start: datetime) -> datetime:
    return moment.astimezone(start.tzinfo).replace(tzinfo=None)


def _of_free_busy(calendar: Any, reading: _Reading) -> Iterator[Period]:
    """What servers publish that tell no entries, only times."""
    for component in calendar.walk("VFREEBUSY"):
        rows = component.get("FREEBUSY", [])
        for row in rows if isinstance(rows, list) else [rows]:
            yield from _kept(_taken(row, reading))


def _taken(row: Any, reading: _Reading) -> Iterator[Period]:
    if row.params.get("FBTYPE", "BUSY").upper() != "FREE":
        start, end = row.dt
        start = reading.moment(start)
        yield Period(start, start + end if isinstance(end, timedelta) else reading.moment(end))


def _merged(periods: set[Period]) -> list[Period]:
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return merged
