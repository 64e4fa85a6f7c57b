"""What was said to all in a group session, written once and copied to each coachee's record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record_many
from bkn_portal.core.errors import DomainError, require
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingSession, FollowUp, GroupSession, SessionRecord
from ..models.engagement import RECORD_STATES
from ..models.record import TALK
from .engagement import lock_for_record
from .record import Step

State = CoachingSession.State


@dataclass(frozen=True)
class CommonText:
    """The four answers of a record and follow-ups, as all heard them."""

    goal: str = ""
    reality: str = ""
    options: str = ""
    will: str = ""
    steps: tuple[Step, ...] = ()


@transaction.atomic
def share_text(*, group: GroupSession, text: CommonText, by: Employee, now: datetime) -> int:
    """Fill what is still empty in each one's draft with the answers of `text`, and add its follow-ups; how many drafts.

    Nothing that was written is replaced; feedback, scores and private note stay each one's own. Sessions whose
    feedback was given, or that were missed, are left alone. Raises AccessDenied, DomainError before it began.
    """
    require(access.can_lead(by, group))
    if not group.has_begun(now):
        raise DomainError(_("This session has not begun yet."))
    sessions = _hold_open(group)
    stored = {record.session_id: record for record in SessionRecord.objects.filter(session__in=sessions)}
    drafts = [_filled(session, stored.get(session.pk), text) for session in sessions]
    SessionRecord.objects.bulk_create(drafts, update_conflicts=True, unique_fields=["session"], update_fields=TALK)
    _add_steps(sessions, text.steps)
    first: list[tuple[CoachingSession, dict[str, object]]] = [
        (session, {}) for session in sessions if session.pk not in stored
    ]
    record_many("coaching.session.feedback_drafted", actor=by, targets=first, at=now)
    return len(drafts)


def _hold_open(group: GroupSession) -> list[CoachingSession]:
    """The sessions that may still be written about; their people and engagements are held."""
    states = {"state__in": (State.SCHEDULED, State.HELD), "engagement__state__in": RECORD_STATES}
    found = group.sessions.filter(**states).select_related("engagement").order_by("engagement_id")
    engagements = [session.engagement for session in found]
    lock_employees([group.coach_id, *(engagement.coachee_id for engagement in engagements)])
    for engagement in engagements:
        lock_for_record(engagement)
    return list(found.all())


def _filled(session: CoachingSession, stored: SessionRecord | None, text: CommonText) -> SessionRecord:
    answers = {name: (stored and getattr(stored, name)) or getattr(text, name) for name in TALK}
    return SessionRecord(session=session, **answers)


def _add_steps(sessions: Sequence[CoachingSession], steps: tuple[Step, ...]) -> None:
    rows = FollowUp.objects.filter(session__in=sessions)
    there = {(row.session_id, Step(row.what, row.side, row.due)) for row in rows}
    wanted = [(session.pk, step) for session in sessions for step in dict.fromkeys(steps)]
    FollowUp.objects.bulk_create(
        FollowUp(session_id=pk, **vars(step)) for pk, step in wanted if (pk, step) not in there
    )
