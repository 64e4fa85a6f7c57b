"""How JP are written on the screen."""

from decimal import Decimal

from django import template

from .. import explain
from ..models import LedgerEntry

register = template.Library()


@register.filter
def amount(number: Decimal) -> str:
    """“2”, “2,4”."""
    return explain.amount(number)


@register.filter
def explained(entry: LedgerEntry) -> str:
    """Why the line counts what it counts; `entry.rule` and `entry.cause` are loaded."""
    return explain.explain(entry)
