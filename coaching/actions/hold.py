"""Time kept while one of the two makes up their mind."""

from datetime import datetime

from django.db import transaction

from bkn_portal.bookings import actions as bookings
from bkn_portal.core.errors import require
from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement
from ..models.session import HOLD_KIND
from .engagement import lock_active
from .offer import refuse_unoffered


@transaction.atomic
def hold_slot(*, engagement: CoachingEngagement, period: Period, by: Employee, now: datetime) -> datetime:
    """Keep one of the free slots for ten minutes, one for each coaching; returns until when. Nobody is told.

    Raises AccessDenied, StaleState when the coaching is not under way, PeriodTaken, and then an earlier hold stands.
    """
    require(access.can_take_part(by, engagement))
    lock_active(engagement)
    clear_hold(engagement, now=now)
    refuse_unoffered(engagement, period, now=now)
    people = [engagement.coachee, engagement.coach]
    return bookings.hold(people=people, period=period, kind=HOLD_KIND, object_id=engagement.pk, now=now)


def clear_hold(engagement: CoachingEngagement, *, now: datetime) -> None:
    """Before a booking: the coaching's own hold and what is over are no longer in the way; both people are locked."""
    people = [engagement.coachee, engagement.coach]
    bookings.clear_holds(people=people, kind=HOLD_KIND, object_id=engagement.pk, now=now)
