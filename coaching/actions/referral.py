"""After a request came to nothing: the coachee asks the next coach, with the text kept."""

from datetime import datetime

from django.db import transaction

from bkn_portal.core.errors import StaleState, require
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement, CoachingGoal, CoachReferral
from ..queries import goals_of
from ..queries.referral import may_go_on
from .engagement import GoalDraft, decline_request, request_coaching


@transaction.atomic
def decline_and_refer(
    *, engagement: CoachingEngagement, reason: str, other: Employee | None, by: Employee, now: datetime
) -> None:
    """Say no and, with `other`, name a colleague who may fit; that one learns nothing until the coachee asks.

    Raises AccessDenied, StaleState, DomainError after the deadline.
    """
    decline_request(engagement=engagement, reason=reason, by=by, now=now)
    if other is not None:
        CoachReferral.objects.create(engagement=engagement, coach=other)


@transaction.atomic
def ask_next_coach(
    *, engagement: CoachingEngagement, coach: Employee, by: Employee, now: datetime
) -> CoachingEngagement:
    """Ask `coach` with theme, goals and sharing of a request that was declined or expired; once for each request.

    Raises AccessDenied, StaleState when it was done already, and what request_coaching raises.
    """
    require(access.can_ask_next(by, engagement))
    lock_employees([by.pk, coach.pk])  # first, as whoever still writes about the ended coaching does
    ended = CoachingEngagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    referral = CoachReferral.objects.filter(engagement=engagement).first()
    if not may_go_on(ended, referral):
        raise StaleState
    first, *others = [
        GoalDraft(old.statement, old.sign_of_success, old.competency, old.target_level, old.due)
        for old in goals_of(engagement)
    ]
    asked = request_coaching(
        coach=coach, theme=engagement.theme_id, goal=first, by=by, now=now, is_shared=engagement.is_shared
    )
    for position, goal in enumerate(others, 2):
        CoachingGoal.objects.create(engagement=asked, position=position, **vars(goal))
    referral = referral or CoachReferral(engagement=engagement)
    referral.coach, referral.taken_as = coach, asked
    referral.save()
    return asked
