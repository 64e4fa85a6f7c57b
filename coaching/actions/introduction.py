"""The talk before the first session, in which the two get to know each other."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement, CoachingSession
from ..queries import may_introduce


def refuse_late_introduction(engagement: CoachingEngagement) -> None:
    """Once, and before the first session. The engagement is held by now."""
    if not may_introduce(engagement):
        raise DomainError(_("An introduction comes once, before the first session."))


@transaction.atomic
def close_introduction(*, session: CoachingSession, by: Employee, now: datetime) -> None:
    """Note that an introduction took place; there is nothing else to do about it. Nobody is told.

    Raises AccessDenied, StaleState, and DomainError before it began.
    """
    require(access.can_close_introduction(by, session))
    if not session.has_begun(now):
        raise DomainError(_("This session has not begun yet."))
    session.move_to(CoachingSession.State.HELD, now=now)
    record("coaching.session.introduced", actor=by, target=session, at=now)
