"""Why a time can't be had."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.queries import busy
from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession, SessionKind
from ..queries import slots


class NotOffered(PeriodTaken):
    """Nobody took the time: it is past, or the coach never offered it."""

    message = _("This is not one of the free times. Please choose one of them.")


def refuse_unoffered(
    engagement: CoachingEngagement,
    period: Period,
    *,
    now: datetime,
    but_for: CoachingSession | None = None,
    kind: str = SessionKind.SESSION,
) -> None:
    """Refuse a period that is none of the free slots of the coach and the coachee."""
    free = slots.free_slots(engagement, now=now, but_for=but_for, kind=kind)
    refuse_time(period, free, [engagement.coachee, engagement.coach], now=now)


def refuse_time(period: Period, free: Collection[Period], people: Collection[Employee], *, now: datetime) -> None:
    """Raise PeriodTaken when somebody was faster, NotOffered when it was never free; nothing for a free slot."""
    if period in free:
        return
    if period.start > now and busy(people, period):
        raise PeriodTaken
    raise NotOffered
