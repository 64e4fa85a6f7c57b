"""Sessions as calendars see them: when and where, never what about."""

from django.conf import settings

from bkn_portal.bookings.calendar import Appointment

from ..models import CoachingSession
from ..models.session import BOOKING_KIND


def appointment_of(session: CoachingSession) -> Appointment:
    """The session with both people and the address of its page; reads the engagement's people."""
    engagement = session.engagement
    return Appointment(
        kind=BOOKING_KIND,
        object_id=session.pk,
        period=session.period,
        sequence=session.sequence,
        people=(engagement.coachee, engagement.coach),
        place=session.place,
        url=settings.SITE_URL + session.get_absolute_url(),
        is_cancelled=session.state == CoachingSession.State.CANCELLED,
    )
