"""Why a time can't be had."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.queries import busy
from bkn_portal.core.periods import Period

from ..models import CoachingEngagement, CoachingSession
from ..queries import slots


class NotOffered(PeriodTaken):
    """Nobody took the time: it is past, or the coach never offered it."""

    message = _("This is not one of the free times. Please choose one of them.")


def refuse_unoffered(
    engagement: CoachingEngagement, period: Period, *, now: datetime, but_for: CoachingSession | None = None
) -> None:
    """Raise PeriodTaken when somebody was faster, NotOffered when it was never free; nothing for a free slot."""
    if slots.is_offered(engagement, period, now=now, but_for=but_for):
        return
    if period.start > now and busy([engagement.coachee, engagement.coach], period):
        raise PeriodTaken
    raise NotOffered
