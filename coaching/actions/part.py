"""A coachee's part in a group session: taken up, given up; and what becomes of a group nobody comes to."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings import actions as bookings
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingSession, GroupSession
from ..models.session import GROUP_KIND
from .invitation import send_group_invitation
from .seen import lock_session

State = CoachingSession.State


@transaction.atomic
def join_group(*, session: CoachingSession, by: Employee, now: datetime) -> None:
    """Say to take part: from then on the others of the group may know the name. Doing it twice changes nothing.

    Raises AccessDenied, StaleState when it was called off, and DomainError once it has begun: names are told to those
    who come, not to those who stayed away.
    """
    require(access.can_join(by, session))
    stored = lock_session(session)
    if stored.state != State.SCHEDULED:
        raise StaleState
    if stored.joined_at:
        return
    if stored.has_begun(now):
        raise DomainError(_("This group session has begun. Nobody can say any more that they take part."))
    session.joined_at = now
    session.save(update_fields=["joined_at"])
    record("coaching.session.joined", actor=by, target=session, at=now)


def lock_group(session: CoachingSession) -> None:
    """Hold the session's group, if it has one, until the transaction ends: of two who leave the second is the last."""
    if session.group_id:
        GroupSession.objects.select_for_update(of=("self",)).get(pk=session.group_id)


def give_time_back(session: CoachingSession, *, by: Employee | None, now: datetime) -> None:
    """Release the time of a session that was cancelled. In a group it is the coachee's alone; the others still meet.

    The group's own time ends with the last one. Hold the group before the session changes.
    """
    kind, number = session.appointment
    if session.group_id is None:
        bookings.release(kind=kind, object_id=number)
        return
    bookings.release(kind=kind, object_id=number, person=session.engagement.coachee)
    group = GroupSession.objects.get(pk=session.group_id)
    if not group.sessions.filter(state=State.SCHEDULED).exists():
        close_group(group, by=by, now=now)


def close_group(group: GroupSession, *, by: Employee | None, now: datetime) -> None:
    """Nobody comes any more: the coach's time is free, also in their calendar."""
    group.move_to(GroupSession.State.CANCELLED, now=now, sequence=group.sequence + 1)
    bookings.release(kind=GROUP_KIND, object_id=group.pk)
    send_group_invitation(group, now=now)
    record("coaching.group.cancelled", actor=by, target=group, at=now)
