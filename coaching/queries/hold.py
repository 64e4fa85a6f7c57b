"""The time that is kept while somebody chooses."""

from datetime import datetime

from bkn_portal.bookings.models import Booking
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement
from ..models.session import HOLD_KIND


def current_hold(engagement: CoachingEngagement, reader: Employee, *, now: datetime) -> Booking | None:
    """What the coaching holds at this moment: `start`, `end` and `held_until`; None when nothing. One query."""
    return Booking.objects.of(HOLD_KIND, engagement.pk).standing(now).filter(person=reader).first()
