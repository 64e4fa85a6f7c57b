"""Spans of time and Indonesia's three zones."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models


class Zone(models.TextChoices):
    """The time zones of Indonesia; labels are what the screen prints."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


LABELS = dict(Zone.choices)


def zone_label(zone: str) -> str:
    """WIB, WITA or WIT; another zone's own name."""
    return LABELS.get(zone, zone)


@dataclass(frozen=True, order=True)
class Period:
    """A span [start, end) of two aware datetimes."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("a period ends after it starts")

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.end and other.start < self.end

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def local_date(moment: datetime, zone: str) -> date:
    """The calendar date of an aware moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def at_local(day: date, clock: time, zone: str) -> datetime:
    """The aware moment of a wall-clock time in a zone (Indonesia has no daylight saving)."""
    return datetime.combine(day, clock, ZoneInfo(zone))
