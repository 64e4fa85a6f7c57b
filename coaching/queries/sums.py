"""What coaching is about, in sums that hide the single person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bkn_portal.core.periods import Zone, at_local, local_date

from ..models import CoachingEngagement, CoachingTheme

LEAST = 5
"""A sum of fewer people is not shown (product.md)."""
QUARTERS = 4


@dataclass(frozen=True)
class ThemeSum:
    """`count` is None when it is held back."""

    label: Any
    count: int | None


@dataclass(frozen=True)
class QuarterSums:
    """Requests of one ended quarter by theme; a quarter that runs would tell the newest request's theme by a look
    before and one after."""

    start: date
    end: date
    total: int | None
    sums: list[ThemeSum]

    @property
    def number(self) -> int:
        return (self.start.month + 2) // 3


def theme_sums(*, now: datetime) -> list[QuarterSums]:
    """The last four ended quarters by the clock of Jakarta, newest first. One query a quarter, and one for the themes.

    Every theme counts, ended or not: what is held back hides among all.
    """
    themes, last, found = list(CoachingTheme.objects.all()), _quarter_start(local_date(now, Zone.WIB)), []
    for _number in range(QUARTERS):
        first = _quarter_start(date.fromordinal(last.toordinal() - 1))
        found.append(_sums_between(first, last, themes))
        last = first
    return found


def hold_back(counts: Mapping[str, int], *, least: int = LEAST) -> dict[str, int | None]:
    """Counts with the small ones held back, and so many more, smallest first, that what is held back sums to `least`.

    Else a total would tell a single small count. When all together are fewer than `least`, none is shown.
    """
    hidden = {name for name, count in counts.items() if count < least}
    for name in sorted(set(counts) - hidden, key=lambda name: (counts[name], name)):
        if not hidden or (len(hidden) > 1 and sum(counts[name] for name in hidden) >= least):
            break
        hidden.add(name)
    return {name: None if name in hidden else count for name, count in counts.items()}


def _sums_between(first: date, end: date, themes: Sequence[CoachingTheme]) -> QuarterSums:
    """From `first` until before `end`."""
    begin, finish = (at_local(day, time(0), Zone.WIB) for day in (first, end))
    asked = CoachingEngagement.objects.filter(requested_at__gte=begin, requested_at__lt=finish)
    found = Counter(asked.order_by().values_list("theme", flat=True))
    shown = hold_back({theme.pk: found[theme.pk] for theme in themes})
    total = found.total() if found.total() >= LEAST else None
    sums = [ThemeSum(theme.label, shown[theme.pk]) for theme in themes]
    return QuarterSums(first, date.fromordinal(end.toordinal() - 1), total, sums)


def _quarter_start(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)
