"""Template vocabulary used on every page; loaded as a builtin."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..periods import zone_label
from ..typed import writer_token

register = template.Library()

PILLARS = {"coaching": _("Coaching"), "mentoring": _("Mentoring"), "mandiri": _("Self-study")}


@register.filter
def zone(moment: datetime) -> str:
    """WIB, WITA or WIT of the reader's zone."""
    return zone_label(timezone.get_current_timezone_name()) if moment else ""


@register.filter
def day(moment: datetime) -> str:
    """“Rabu, 25 November” in the reader's zone; the year is added when it is not the present one."""
    return _day(timezone.localtime(moment) if isinstance(moment, datetime) else moment)


def _day(local: date) -> str:
    words = f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month]}"
    return words if local.year == timezone.localdate().year else f"{words} {local.year}"


@register.filter
def clock(moment: datetime) -> str:
    """“09.00 WIB”."""
    return f"{timezone.localtime(moment):%H.%M} {zone(moment)}"


@register.filter
def moment(when: datetime) -> str:
    """“Rabu, 25 November, 09.00 WIB”."""
    local = timezone.localtime(when)
    return f"{_day(local)}, {local:%H.%M} {zone(local)}"


@register.filter
def span(item: Any) -> str:
    """“Rabu, 25 November · 09.00–10.00 WIB” of anything with `start` and `end`."""
    start, end = timezone.localtime(item.start), timezone.localtime(item.end)
    return f"{_day(start)} · {start:%H.%M}–{end:%H.%M} {zone(start)}"


@register.filter
def writer(person: Any) -> str:
    """Names who types in a form whose text is kept when the sign-in ends."""
    return writer_token(person.pk)


@register.filter
def signed(number: int) -> str:
    """A score with its sign: −2, 0, +1."""
    return f"−{-number}" if number < 0 else f"+{number}" if number else "0"


@register.filter
def pillar_name(pillar: str) -> str:
    """The name of a pillar by the value that is also its CSS class."""
    return str(PILLARS[pillar])


@register.filter
def quantity(amount: Decimal) -> str:
    """An amount without needless zeros, in the reader's language: “14”, “2,5”."""
    return number_format(f"{Decimal(amount).normalize():f}")


@dataclass(frozen=True)
class Mark:
    """Words and kind of a tag."""

    text: str
    kind: str


@register.simple_tag
def due_mark(due: datetime) -> Mark:
    """How near a due date is, by calendar days of the reader's zone: overdue, today, tomorrow, “before 28 Nov”."""
    local = timezone.localtime(due)
    days = (local.date() - timezone.localdate()).days
    if due < timezone.now():
        late = ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
        return Mark(late if days else gettext("overdue"), "bad")
    if days <= 1:
        return Mark(gettext("tomorrow") if days else gettext("today"), "warn")
    return Mark(gettext("before %(day)s") % {"day": format_date(local, "j M")}, "quiet")


@dataclass(frozen=True)
class SortState:
    """A sortable column: `next` is the order its link asks for, `aria` the present one or empty."""

    next: str
    aria: str


@register.simple_tag
def sort_state(key: str, sort: str) -> SortState:
    """Ascending first, then descending."""
    if sort == key:
        return SortState(f"-{key}", "ascending")
    return SortState(key, "descending" if sort == f"-{key}" else "")


@register.simple_tag(takes_context=True)
def query_with(context: Context, key: str, value: str) -> str:
    """The present query string with one parameter set, or without it for an empty value; always from page 1."""
    return _query(_other_parameters(context, key), key, value)


def _other_parameters(context: Context, key: str) -> str:
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    parameters.pop(key, None)
    return parameters.urlencode()


def _query(others: str, key: str, value: str) -> str:
    return "?" + "&".join(filter(None, (others, urlencode({key: value}) if value else "")))


@dataclass(frozen=True)
class FilterLink:
    """One of a group of filters; `count` is None where it is not known."""

    url: str
    label: Any
    is_current: bool
    count: int | None


@register.simple_tag(takes_context=True)
def filter_links(context: Context, key: str, options: list[dict[str, Any]], current: str) -> list[FilterLink]:
    """Options with `value`, `label` and perhaps `count`, as links that keep the other parameters."""
    others = _other_parameters(context, key)
    return [
        FilterLink(
            _query(others, key, option["value"]), option["label"], option["value"] == current, option.get("count")
        )
        for option in options
    ]
