"""The time that is kept while somebody chooses."""

from datetime import datetime

from django.db.models import QuerySet

from bkn_portal.bookings.models import Booking
from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement
from ..models.session import HOLD_KIND


def current_hold(engagement: CoachingEngagement, reader: Employee, *, now: datetime) -> Booking | None:
    """What the coaching holds at this moment: `start`, `end` and `held_until`; None when nothing. One query."""
    return next(iter(_hold(engagement, reader, now)), None)


@prepared
def _hold(engagement: CoachingEngagement, reader: Employee, now: datetime) -> QuerySet[Booking]:
    return Booking.objects.of(HOLD_KIND, engagement).standing(now).filter(person=reader)[:1]  # type: ignore[arg-type]
