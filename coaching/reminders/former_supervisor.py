"""A supervisor's coaching that outlives the supervision."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft

from ..models import CoachingEngagement
from ..queries.former_supervisor import with_former_supervisors
from .kinds import DAY, Notice, engagement_news, kind


def _outlived(now: datetime) -> Iterator[Draft]:
    """Both, once, also when a supervision ends by its date alone. The zone of Jakarta tells the day."""
    active = with_former_supervisors(timezone.localdate(now)).active()
    for engagement_id, *people in active.values_list("pk", "coachee", "coach"):
        for person in people:
            key = f"coaching.supervisor_changed:{engagement_id}:{person}"
            yield Draft(key, person, now, now + 14 * DAY, engagement_id)


def _still_active(reminder: Reminder) -> dict[str, Any] | None:
    found = engagement_news(reminder)
    return found if found and found["engagement"].state == CoachingEngagement.State.ACTIVE else None


_WORDS = Notice(
    _("Your coaching may go on"),
    _("The direct supervisor has changed. You two may go on to the end of this coaching, or end it without blame."),
    _("Open the coaching"),
)
kind("supervisor_changed", _("Supervisor changed during a coaching"), _WORDS, find=_outlived, context=_still_active)
