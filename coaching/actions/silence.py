"""When a coach's time for an answer runs: holidays lengthen it, and its end pauses the profile kindly."""

from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.notifications.actions import notify

from ..models import CoachingEngagement, CoachProfile, EngagementKind
from ..queries import deadline_for


@transaction.atomic
def lengthen_answer_clocks(*, now: datetime) -> None:
    """Give waiting requests the holidays that became known; what was promised is never shortened."""
    waiting = CoachingEngagement.objects.awaiting_answer(now).select_related("coach__unit").order_by("pk")
    for engagement in waiting.select_for_update(of=("self",)):
        deadline = deadline_for(engagement.coach, engagement.requested_at)
        if deadline > engagement.answer_by:
            CoachingEngagement.objects.filter(pk=engagement.pk).update(answer_by=deadline)


def pause_silent_coach(engagement: CoachingEngagement, *, now: datetime) -> None:
    """Pause an internal coach who let a request expire, and say how to go on; a supervisor stays one.

    Part of the transaction that ends the request. Running coaching is not touched.
    """
    if engagement.kind != EngagementKind.INTERNAL:
        return
    profile = CoachProfile.objects.active().select_for_update(of=("self",)).filter(person=engagement.coach_id).first()
    if profile is None:
        return
    profile.move_to(CoachProfile.State.PAUSED, now=now)
    key = f"coaching.profile_paused:{profile.pk}:{now.isoformat()}"
    notify(kind="coaching.profile_paused", recipient=engagement.coach, target_id=profile.pk, key=key, now=now)
    record("coaching.profile.paused_unanswered", actor=None, target=profile, at=now)
