"""A coach becomes the direct supervisor of the coachee while their coaching goes on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement
from ..queries.leading import coach_leads
from .engagement import cancel_engagement, notify_of


@transaction.atomic
def tell_of_leading_coach(*, coachee: Employee, now: datetime) -> int:
    """Tell both of each open coaching whose internal coach leads the coachee by now; how many. Once each.

    Nothing ends by itself: the coachee decides. Called when a supervisor changes.
    """
    found = CoachingEngagement.objects.filter(coachee=coachee).led_by_coach(local_date(now, coachee.zone))
    engagements = list(found.select_related("coachee", "coach").order_by("pk"))
    for engagement in engagements:
        for person in (engagement.coachee, engagement.coach):
            notify_of("coach_leads", engagement, person, now=now)
    return len(engagements)


@transaction.atomic
def leave_leading_coach(*, engagement: CoachingEngagement, by: Employee, now: datetime) -> None:
    """End a coaching because the coach leads the coachee now, so that another coach can be asked; the coach is told.

    Raises AccessDenied, StaleState, and DomainError when the coach does not lead the coachee.
    """
    require(access.can_share(by, engagement))
    if not coach_leads(engagement, on=local_date(now, by.zone)):
        raise DomainError(_("Your coach is not your direct supervisor."))
    cancel_engagement(engagement=engagement, reason=gettext("The coach is the direct supervisor now."), by=by, now=now)
