"""What one page of the book shows, depending on who reads it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.functional import cached_property

from bkn_portal.core.figures import Ring, ring
from bkn_portal.employees.models import Employee

from . import explain
from .models import LedgerEntry
from .queries import YearSummary
from .years import Year


@dataclass(frozen=True)
class Book:
    """One year. Without `whole`, the reader gets the sum alone and `entries` is empty."""

    employee: Employee
    summary: YearSummary
    years: list[Year]
    entries: list[LedgerEntry]
    whole: bool
    today: date

    @property
    def title(self) -> str:
        return year_label(Year(self.summary.start, self.summary.end))

    @cached_property
    def figure(self) -> Ring:
        parts = self.summary.by_pillar if self.whole else {"": self.summary.earned}
        return ring(parts, target=self.summary.target)

    @property
    def parts(self) -> list[tuple[str, Decimal]]:
        """Pairs (pillar, JP) for the legend; none for who gets the sum alone."""
        return list(self.summary.by_pillar.items()) if self.whole else []

    @property
    def outlook(self) -> str:
        return explain.outlook(self.summary, today=self.today)

    @property
    def options(self) -> list[dict[str, Any]]:
        """The years as links; the newest is the page without a filter."""
        newest = self.years[0]
        return [
            {"label": year_label(year), "value": "" if year == newest else str(year.start.year)} for year in self.years
        ]

    @property
    def current(self) -> str:
        return "" if self.summary.start == self.years[0].start else str(self.summary.start.year)


def year_label(year: Year) -> str:
    """“2026”, or “1 Mar 2026 – 28 Feb 2027” for a contract year."""
    if year.start.year == year.end.year:
        return str(year.start.year)
    return f"{formats.date_format(year.start, 'j M Y')} – {formats.date_format(year.end, 'j M Y')}"
