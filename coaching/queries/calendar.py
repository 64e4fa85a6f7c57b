"""Sessions as calendars see them: when and where, never what about."""

from django.conf import settings

from bkn_portal.bookings.calendar import Appointment

from ..models import CoachingSession, GroupSession
from ..models.session import GROUP_KIND


def appointment_of(session: CoachingSession) -> Appointment:
    """The session with both people and the address of its page; reads the engagement's people.

    A group's others are not in it: one knows the others' names, not their addresses, and calendars have many readers.
    """
    engagement, (kind, number) = session.engagement, session.appointment
    return Appointment(
        kind=kind,
        object_id=number,
        period=session.period,
        sequence=session.sequence,
        people=(engagement.coachee, engagement.coach),
        place=session.place,
        url=settings.SITE_URL + session.get_absolute_url(),
        is_cancelled=session.state == CoachingSession.State.CANCELLED,
    )


def appointment_of_group(group: GroupSession) -> Appointment:
    """The group in its coach's calendar, without the coachees: whoever reads it learns that the coach is busy."""
    return Appointment(
        kind=GROUP_KIND,
        object_id=group.pk,
        period=group.period,
        sequence=group.sequence,
        people=(group.coach,),
        place=group.place,
        url=settings.SITE_URL + group.get_absolute_url(),
        is_cancelled=group.state == GroupSession.State.CANCELLED,
    )
