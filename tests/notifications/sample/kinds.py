"""Kinds of reminder that only the tests know."""

from typing import Any

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import ReminderKind, nothing_due

CANCELLED = 404


def context(reminder: Reminder) -> dict[str, Any] | None:
    """Target 404 is a cancelled appointment."""
    return None if reminder.target_id == CANCELLED else {"url": f"/bantuan/?nomor={reminder.target_id}"}


def make_kind(code: str = "sample.note", **options: Any) -> ReminderKind:
    fields = {
        "label": "Sample note",
        "why": "You get this because the tests sent it.",
        "template": "sample/note",
        "find": nothing_due,
        "context": context,
    }
    return ReminderKind(code=code, **{**fields, **options})
