"""The end of a coaching, the thanks, and the evaluation."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft, nothing_due

from ..models import CoachingEngagement, Side
from ..queries.evaluation import has_evaluated, without_evaluation
from .kinds import DAY, Notice, engagement_news, kind


def completed_news(reminder: Reminder) -> dict[str, Any] | None:
    """Leads to the page of results; None unless the coaching is completed."""
    found = engagement_news(reminder)
    if found is None or found["engagement"].state != CoachingEngagement.State.COMPLETED:
        return None
    return {**found, "url": reverse("coaching:engagement_closing", args=[reminder.target_id])}


def _evaluations_due(now: datetime) -> Iterator[Draft]:
    """Three days after the end, to each side that has not evaluated, until two weeks have passed."""
    ended = CoachingEngagement.objects.filter(state_changed_at__lte=now - 3 * DAY, state_changed_at__gt=now - 14 * DAY)
    for side, person in ((Side.COACHEE, "coachee_id"), (Side.COACH, "coach_id")):
        for engagement in ended.filter(without_evaluation(side)):
            recipient, end = getattr(engagement, person), engagement.state_changed_at
            key = f"coaching.evaluation_due:{engagement.pk}:{recipient}"
            yield Draft(key, recipient, end + 3 * DAY, end + 14 * DAY, engagement.pk)


def _unevaluated(reminder: Reminder) -> dict[str, Any] | None:
    found = completed_news(reminder)
    if found is None or has_evaluated(found["engagement"], reminder.recipient):
        return None
    return {**found, "url": reverse("coaching:evaluation", args=[reminder.target_id])}


def _register_closing() -> None:
    words = {
        "engagement_completed": (
            _("Coaching completed"),
            _("This coaching is completed. Its results, your certificate and room for a thank-you wait for you."),
        ),
        "thanked": (_("A thank-you"), _("The other one of your coaching has written you a thank-you.")),
    }
    evaluate = Notice(
        _("How was the coaching?"),
        _("Three questions, one minute, without your name: your answers help the next coachings."),
        _("Evaluate"),
    )
    kind("evaluation_due", _("Evaluation of a coaching is due"), evaluate, find=_evaluations_due, context=_unevaluated)
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("See the results"))
        kind(code, label, notice, find=nothing_due, context=completed_news)


_register_closing()
