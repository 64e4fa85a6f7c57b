"""What the coach's own calendar has at the time of a session, and what the coach says about it."""

from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import StaleState, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingSession


@transaction.atomic
def dismiss_collision(*, session: CoachingSession, seen: int | None, by: Employee, now: datetime) -> None:
    """The entry in the coach's calendar is this session itself: it is pointed out no more until the session moves.

    A group is one appointment, so it holds for all of it. `seen` is the sequence of the page. Raises AccessDenied, and
    StaleState when the session was moved or ended meanwhile.
    """
    require(access.can_dismiss_collision(by, session))
    planned = CoachingSession.objects.filter(state=CoachingSession.State.SCHEDULED)
    if not planned.filter(pk=session.pk, sequence=seen, start=session.start).update(copied_start=session.start):
        raise StaleState
    if session.group_id:
        planned.filter(group=session.group_id).update(copied_start=session.start)
    record("coaching.session.collision_dismissed", actor=by, target=session, at=now)
