"""Free slots: weekly hours minus promised time. Pure: no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bkn_portal.core.periods import Period, at_local


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


def windows(weekly: Iterable[WeeklyWindow], zone: str, first_day: date, last_day: date) -> list[Period]:
    """The weekly hours as moments, both days included, by start. Days are those of `zone`."""
    weekly = list(weekly)
    days = [first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1)]
    return sorted(
        Period(at_local(day, window.start, zone), at_local(day, window.end, zone))
        for day in days
        for window in weekly
        if window.weekday == day.weekday()
    )


def free_slots(
    windows: Iterable[Period], busy: Iterable[Period], length: timedelta, not_before: datetime, step: timedelta
) -> list[Period]:
    """Slots of `length` inside the windows that touch nothing busy and start at or after `not_before`.

    Starts lie a whole number of `step` after their window's start. Slots of one window may overlap each other when
    `step` < `length`; the same slot is never given twice.
    """
    if length <= timedelta(0) or step <= timedelta(0):
        raise ValueError("length and step are positive")
    taken = list(busy)
    found = set()
    for window in windows:
        start = window.start
        while start + length <= window.end:
            slot = Period(start, start + length)
            if start >= not_before and not any(slot.overlaps(other) for other in taken):
                found.add(slot)
            start += step
    return sorted(found)
