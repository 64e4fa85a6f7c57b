"""Whether a coach has become the coachee's direct supervisor."""

from datetime import date

from bkn_portal.employees.queries import is_supervisor_of

from ..models import CoachingEngagement, EngagementKind


def coach_leads(engagement: CoachingEngagement, *, on: date) -> bool:
    """Whether the internal coach of an open engagement leads the coachee on a date, PLT and PLH included."""
    if not engagement.is_open or engagement.kind != EngagementKind.INTERNAL:
        return False
    return is_supervisor_of(engagement.coach, engagement.coachee, on=on)


def may_book(engagement: CoachingEngagement, *, on: date) -> bool:
    """Under way, and not about stress and balance with a coach who leads the coachee on that date."""
    return engagement.is_running and not (engagement.is_private and coach_leads(engagement, on=on))
