"""Whether a change comes at short notice: told to both, and held against nobody."""

from datetime import datetime, timedelta

from ..models import CoachingSession, CoachProfile, GroupSession
from .timetable import NOTICE


def notice_of(session: CoachingSession | GroupSession) -> timedelta:
    """The coach's minimum notice; an hour for whoever keeps no profile. One query."""
    coach_id = session.coach_id if isinstance(session, GroupSession) else session.engagement.coach_id
    hours = CoachProfile.objects.filter(person=coach_id).values_list("notice_hours", flat=True)
    return timedelta(hours=hours[0]) if hours else NOTICE


def is_short_notice(session: CoachingSession | GroupSession, *, now: datetime) -> bool:
    """Whether less than the coach's notice is left until the start."""
    return session.start - now < notice_of(session)
