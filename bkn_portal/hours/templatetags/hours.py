"""Words about lines of the ledger."""

from django import template

from .. import explain
from ..models import LedgerEntry

register = template.Library()


@register.filter
def explained(entry: LedgerEntry) -> str:
    """Why the line counts what it counts; `entry.rule` and `entry.cause` are loaded."""
    return explain.explain(entry)
