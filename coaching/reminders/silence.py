"""A request that nobody answered: the coachee is offered the next coach, the coach a pause and the way back."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import nothing_due

from ..models import CoachingEngagement, CoachProfile
from ..queries import next_coach
from .kinds import Notice, kind

ENDED_ALONE = (CoachingEngagement.State.EXPIRED, CoachingEngagement.State.CANCELLED)


def _next_offer(reminder: Reminder) -> dict[str, Any] | None:
    """The page with the next coach; None once somebody else was asked, and when there was an answer after all."""
    engagement = CoachingEngagement.objects.with_people().filter(pk=reminder.target_id).first()
    if engagement is None or engagement.state not in ENDED_ALONE:
        return None
    offered = next_coach(engagement, reminder.recipient, on=timezone.localdate())
    page = reverse("coaching:engagement_ask_next", args=[engagement.pk])
    return {"url": page if offered else engagement.get_absolute_url()}


def _still_paused(reminder: Reminder) -> dict[str, Any] | None:
    paused = CoachProfile.objects.filter(pk=reminder.target_id, state=CoachProfile.State.PAUSED)
    return {"url": reverse("coaching:coach_profile")} if paused.exists() else None


proposed = Notice(
    _("Another coach for you"),
    _("Your coach left. HR proposes another one; with one click you ask, and your goal goes along only then."),
    _("See the next coach"),
)
kind("coach_proposed", _("Another coach is proposed"), proposed, find=nothing_due, context=_next_offer)
expired = Notice(
    _("Your request for coaching had no answer"),
    _("The coach did not find the time to answer within 5 working days. Another coach can be asked with one click."),
    _("See the next coach"),
)
kind("request_expired", _("Request for coaching without an answer"), expired, find=nothing_due, context=_next_offer)
paused = Notice(
    _("Your coach profile pauses"),
    _(
        "A request went unanswered for 5 working days, so we assume that you have much to do. Your profile pauses: "
        "nobody can ask you until you come back, with one click."
    ),
    _("See my profile"),
)
kind("profile_paused", _("Coach profile pauses"), paused, find=nothing_due, context=_still_paused)
