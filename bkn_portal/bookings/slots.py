"""Free slots: weekly hours minus promised time. Pure: no Django, no clock."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bkn_portal.core.periods import Period, at_local

NOTHING = timedelta(0)


@dataclass(frozen=True)
class WeeklyWindow:
    """Hours that come back each week, in the person's own zone. `weekday` 0 is Monday; `start` < `end`."""

    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError("a weekday is 0 to 6")
        if self.start >= self.end:
            raise ValueError("a window ends after it starts")


def windows(weekly: Iterable[WeeklyWindow], zone: str, day: date) -> list[Period]:
    """The weekly hours of a day of `zone` as moments (UTC, which compare fastest), by start."""
    return sorted(moments(day, row.start, row.end, zone) for row in weekly if row.weekday == day.weekday())


def moments(day: date, start: time, end: time, zone: str) -> Period:
    """The hours of one day of `zone`."""
    return Period(at_local(day, start, zone).astimezone(UTC), at_local(day, end, zone).astimezone(UTC))


def free_slots(
    windows: Iterable[Period],
    busy: Collection[Period],
    length: timedelta,
    step: timedelta,
    *,
    pause: timedelta = NOTHING,
    not_before: datetime | None = None,
) -> Iterator[Period]:
    """Slots of `length` inside the windows that touch nothing busy, each the earliest there is after the one before.

    Starts lie a whole number of `step` after their window's start, the first at or after `not_before`, the others at
    least `pause` after the end of the one before. Nothing is worked out before it is asked for.
    """
    if length <= NOTHING or step <= NOTHING:
        raise ValueError("length and step are positive")
    opened = [(window, [taken for taken in busy if taken.overlaps(window)]) for window in windows]
    earliest = not_before
    while starts := [
        start for window, taken in opened if (start := _first_start(window, taken, length, step, earliest))
    ]:
        slot = Period(min(starts), min(starts) + length)
        yield slot
        earliest = slot.end + pause


def _first_start(
    window: Period, busy: list[Period], length: timedelta, step: timedelta, not_before: datetime | None
) -> datetime | None:
    start = window.start
    if not_before and not_before > start:
        start += _whole(not_before - start, step)
    while start + length <= window.end:
        ends = [taken.end for taken in busy if taken.start < start + length and start < taken.end]
        if not ends:
            return start
        start += _whole(max(ends) - start, step)
    return None


def _whole(span: timedelta, step: timedelta) -> timedelta:
    """The fewest steps that are as long as the span."""
    return -(-span // step) * step
