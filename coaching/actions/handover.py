"""A coach left: HR proposes another one to the coachee, who decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.employees.queries import is_supervisor_of

from .. import access
from ..models import CoachingEngagement, CoachProfile, CoachReferral
from .engagement import end_early, notify_of


@transaction.atomic
def hand_over(*, engagement: CoachingEngagement, coach: Employee, by: Employee, now: datetime) -> None:
    """End a coaching whose coach left and propose `coach` to the coachee, who asks with one click or chooses another.

    HR knows no theme, so no rule here looks at it: what is refused for one theme is refused for all. Nothing that was
    written goes to the proposed coach without the coachee. Tells the coachee and the one who left. Raises
    AccessDenied, StaleState, and DomainError when the coach has not left or `coach` can't take the coachee.
    """
    require(access.can_hand_over(by))
    locked = CoachingEngagement.objects.select_for_update(of=("self",)).filter(pk=engagement.pk)
    if not locked.filter(state=engagement.state).exists():
        raise StaleState
    if not CoachingEngagement.objects.left_alone().filter(pk=engagement.pk).exists():
        raise DomainError(_("The coach of this coaching has not left, or another coach was proposed already."))
    _refuse_unfit(engagement, coach, now)
    if engagement.is_open:
        end_early(engagement, reason="", by=by, now=now)
        if engagement.coach.is_active:
            notify_of("engagement_cancelled", engagement, engagement.coach, now=now)
    CoachReferral.objects.create(engagement=engagement, coach=coach, proposed_at=now)
    notify_of("coach_proposed", engagement, engagement.coachee, now=now)
    record("coaching.engagement.handed_over", actor=by, target=engagement, at=now)


def _refuse_unfit(engagement: CoachingEngagement, coach: Employee, now: datetime) -> None:
    coachee = engagement.coachee
    free = CoachProfile.objects.active().with_places().filter(person=coach, free_places__gt=0)
    if not coachee.is_active:
        raise DomainError(_("The coachee has left."))
    if coach.pk in (engagement.coachee_id, engagement.coach_id) or not free.exists():
        raise DomainError(_("Choose another coach: this one has no free place for the coachee."))
    if is_supervisor_of(coach, coachee, on=local_date(now, coachee.zone)):
        raise DomainError(_("Choose another coach: this one is the coachee's direct supervisor."))
