"""What does not go on when a coach leads the coachee, or leads them no longer."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError
from bkn_portal.core.periods import local_date

from ..models import CoachingEngagement
from ..queries.former_supervisor import is_with_former_supervisor
from ..queries.leading import coach_leads


def refuse_former_supervisor(engagement: CoachingEngagement, *, now: datetime) -> None:
    """Raise DomainError when a request for supervisor's coaching waits for somebody who leads the coachee no longer."""
    if is_with_former_supervisor(engagement, on=local_date(now, engagement.coachee.zone)):
        raise DomainError(_("You no longer lead this coachee. Decline, so that the request can go to someone else."))


def refuse_private_with_leader(engagement: CoachingEngagement, *, now: datetime) -> None:
    """Raise DomainError when coaching on stress and balance would go on with the coachee's direct supervisor."""
    if engagement.is_private and coach_leads(engagement, on=local_date(now, engagement.coachee.zone)):
        raise DomainError(
            _("The coach is the coachee's direct supervisor now. Coaching on stress and balance needs another coach.")
        )
