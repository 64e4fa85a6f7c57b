"""The end of a coaching, and the thanks."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import nothing_due

from ..models import CoachingEngagement
from .kinds import Notice, engagement_news, kind


def completed_news(reminder: Reminder) -> dict[str, Any] | None:
    """Leads to the page of results; None unless the coaching is completed."""
    found = engagement_news(reminder)
    if found is None or found["engagement"].state != CoachingEngagement.State.COMPLETED:
        return None
    return {**found, "url": reverse("coaching:engagement_closing", args=[reminder.target_id])}


def _register_closing() -> None:
    words = {
        "engagement_completed": (
            _("Coaching completed"),
            _("This coaching is completed. Its results, your certificate and room for a thank-you wait for you."),
        ),
        "thanked": (_("A thank-you"), _("The other one of your coaching has written you a thank-you.")),
    }
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("See the results"))
        kind(code, label, notice, find=nothing_due, context=completed_news)


_register_closing()
