"""What the details of an event say, line by line in the reader's language.

They are stored as codes, numbers and moments; an app names its own in its `events.py`.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.template.defaultfilters import date as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bkn_portal.core.templatetags.portal import clock, quantity

from . import labels

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
AMOUNT = re.compile(r"-?\d+\.\d+")


def lines_of(kind: str, target_type: str, details: dict[str, Any]) -> list[str]:
    """“Role: HR admin”; the names of changed fields as the forms have them."""
    lines = []
    for key in labels.in_order(kind, details):
        value, detail = details[key], labels.detail_of(kind, key)
        words = _names(value, kind, target_type) if key == "fields" else _words(value, detail)
        lines.append(f"{capfirst(str(detail.label))}: {words}")
    return lines


def _names(fields: list[str], kind: str, target_type: str) -> str:
    """A field that the model does not have is a detail of its own, or stays the code that it is."""
    try:
        meta = apps.get_model(target_type)._meta
    except (LookupError, ValueError):
        return ", ".join(fields)
    found = []
    for name in fields:
        try:
            found.append(str(getattr(meta.get_field(name), "verbose_name", name)))
        except FieldDoesNotExist:
            found.append(str(labels.detail_of(kind, name).label))
    return ", ".join(found)


def _words(value: Any, detail: labels.Detail) -> str:
    if isinstance(value, list):
        return ", ".join(_words(one, detail) for one in value) or _("nothing")
    if isinstance(value, str) and value in detail.words:
        return str(detail.words[value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _plain(detail.say(str(value))) if value not in (None, "") else _("nothing")


def _plain(text: str) -> str:
    """Moments and days as people write them, amounts in the reader's decimals."""
    try:
        if MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return f"{format_date(moment, 'j F Y')}, {clock(moment)}"
        if DAY.fullmatch(text):
            return format_date(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text
    return quantity(Decimal(text)) if AMOUNT.fullmatch(text) else text
