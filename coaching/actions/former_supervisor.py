"""The supervisor changed while a supervisor's coaching was asked for or under way (docs/adr/0015)."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement
from ..queries.former_supervisor import with_former_supervisors
from .engagement import end_early, notify_of


@transaction.atomic
def settle_former_supervisors(*, coachee: Employee, by: Employee | None, now: datetime) -> None:
    """Take back requests to who led the coachee until now, and tell both; what is under way goes on, and both are told.

    Called when the coachee's supervisor changes. A PLT or PLH who comes changes nothing: the definitive one still
    leads. What ends by its date alone, the reminder and the answer to the request find.
    """
    found = with_former_supervisors(local_date(now, coachee.zone)).filter(coachee=coachee)
    for engagement in found.select_related("coachee", "coach").order_by("pk").select_for_update(of=("self",)):
        waiting = engagement.state == CoachingEngagement.State.REQUESTED
        if waiting:
            with translation.override(coachee.language):
                reason = gettext("The direct supervisor changed before this request was answered.")
            end_early(engagement, reason=reason, by=by, now=now)
        for person in (engagement.coachee, engagement.coach):
            notify_of("engagement_cancelled" if waiting else "supervisor_changed", engagement, person, now=now)
