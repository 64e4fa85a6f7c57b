"""Coaching by a direct supervisor who leads the coachee no longer (docs/adr/0015)."""

from datetime import date

from django.db.models import Exists, OuterRef

from bkn_portal.employees.models import Supervision
from bkn_portal.employees.queries import is_supervisor_of

from ..models import CoachingEngagement, CoachingEngagementQuerySet, EngagementKind


def with_former_supervisors(on: date) -> CoachingEngagementQuerySet:
    """Open supervisor's coaching whose coach leads the coachee on that day in no kind, PLT and PLH included."""
    leads = Supervision.objects.on(on).filter(employee=OuterRef("coachee"), supervisor=OuterRef("coach"))
    return CoachingEngagement.objects.open().filter(~Exists(leads), kind=EngagementKind.SUPERVISOR)


def is_with_former_supervisor(engagement: CoachingEngagement, *, on: date) -> bool:
    if not engagement.is_open or engagement.kind != EngagementKind.SUPERVISOR:
        return False
    return not is_supervisor_of(engagement.coach, engagement.coachee, on=on)
