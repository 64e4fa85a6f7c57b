"""The portal's own kind: what was held back, in one mail."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import registry
from .actions.delivery import DIGEST
from .models import Reminder


@dataclass(frozen=True)
class Line:
    """A held reminder in the digest."""

    title: str
    link: str


def _digest_context(reminder: Reminder) -> dict[str, Any] | None:
    """What is held for the person and still wanted; `held_ids` are the reminders this mail delivers.

    All of it, however much: who turned the inbox off would see what is left out nowhere.
    """
    held = Reminder.objects.held_for(reminder.recipient_id, reminder.claimed_at or reminder.due_at)
    wanted = [row for row in held.select_related("recipient__unit") if _is_wanted(row)]
    if not wanted:
        return None
    return {
        "url": reverse("notifications:inbox"),
        "lines": [Line(row.heading, settings.SITE_URL + row.path) for row in wanted],
        "held_ids": [row.pk for row in wanted],
    }


def _is_wanted(reminder: Reminder) -> bool:
    kind = registry.get(reminder.kind)
    return kind is not None and kind.context(reminder) is not None


registry.register(
    registry.ReminderKind(
        code=DIGEST,
        label=_("Digest of what waited"),
        why=_("You get this because some notifications waited: you chose collected mails, or the day had three."),
        template="notifications/emails/digest",
        find=registry.nothing_due,
        context=_digest_context,
        mandatory=True,
        inbox=False,
    )
)
