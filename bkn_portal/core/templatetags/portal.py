"""Template vocabulary used on every page; loaded as a builtin."""

from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone

from ..periods import zone_label

register = template.Library()


@register.filter
def zone(moment: datetime) -> str:
    """WIB, WITA or WIT of the reader's zone."""
    return zone_label(timezone.get_current_timezone_name()) if moment else ""


@register.filter
def day(moment: datetime) -> str:
    """“Rabu, 25 November” in the reader's zone; the year is added when it is not the present one."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    pattern = "l, j F" if local.year == timezone.localdate().year else "l, j F Y"
    return format_date(local, pattern)


@register.filter
def clock(moment: datetime) -> str:
    """“09.00 WIB”."""
    return f"{format_date(timezone.localtime(moment), 'H.i')} {zone(moment)}"


@register.filter
def span(item: Any) -> str:
    """“Rabu, 25 November · 09.00–10.00 WIB” of anything with `start` and `end`."""
    start, end = timezone.localtime(item.start), timezone.localtime(item.end)
    return f"{day(start)} · {format_date(start, 'H.i')}–{format_date(end, 'H.i')} {zone(start)}"


@register.filter
def signed(number: int) -> str:
    """A score with its sign: −2, 0, +1."""
    return f"−{-number}" if number < 0 else f"+{number}" if number else "0"
