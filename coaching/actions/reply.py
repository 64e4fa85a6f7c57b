"""What the coachee answers to a record: agreement, and the JP that follow; or an objection, which opens a new round."""

import json
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import translation

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import AlreadyDone, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.hours import actions as hours
from bkn_portal.hours.models import Form as JpForm

from .. import access
from ..models import CoachingSession, RecordVersion, SessionRecord
from ..models.session import BOOKING_KIND, PLAIN_NAME
from ..queries import record_content, reply_version
from .engagement import lock_for_record
from .seen import refuse_unseen
from .session import notify_other

State = CoachingSession.State
ONE_OCCASION = Decimal(1)


@transaction.atomic
def save_reply_draft(
    *, session: CoachingSession, reflection: str, objection: str, by: Employee, now: datetime, seen: str = ""
) -> str:
    """Keep what the coachee has so far; only the coachee sees it. Saved while typing: the first one is audited.

    `seen` is the reply_version() of the page; empty: whatever is stored is replaced. Returns the version stored now.
    Raises AccessDenied, StaleState once the record was agreed to or given back, or when the draft is not the one seen.
    """
    stored = _answered(session, seen, by=by)
    if not stored.is_given or stored.agreed_at:
        raise StaleState
    is_first = not (stored.reflection or stored.objection)
    stored.reflection, stored.objection = reflection, objection
    stored.save(update_fields=["reflection", "objection"])
    if is_first:
        record("coaching.session.reply_drafted", actor=by, target=session, at=now)
    return reply_version(stored)


@transaction.atomic
def object_to_feedback(
    *, session: CoachingSession, objection: str, by: Employee, now: datetime, reflection: str = "", seen: str = ""
) -> None:
    """Ask the coach to correct the record: it becomes a draft again, and what it said stays as a version for both.

    A reflection begun meanwhile waits for the corrected record. Raises AccessDenied, StaleState.
    """
    stored = _answered(session, seen, by=by)
    session.move_to(State.HELD, now=now)
    RecordVersion.objects.create(
        session=session, number=session.versions.count() + 1, content=json.dumps(record_content(stored)),
        objection=objection, given_at=stored.given_at, returned_at=now,
    )  # fmt: skip
    stored.given_at, stored.reflection, stored.objection = None, reflection, ""
    stored.save(update_fields=["given_at", "reflection", "objection"])
    notify_other("feedback_returned", session, by, now=now)
    record("coaching.session.feedback_returned", actor=by, target=session, at=now)


@transaction.atomic
def agree_session(*, session: CoachingSession, reflection: str, by: Employee, now: datetime, seen: str = "") -> None:
    """The coachee reflects and agrees; the occasion is posted to the ledger (2 JP, two occasions a month).

    Raises AccessDenied, StaleState, AlreadyDone for the same reflection once more.
    """
    require(access.can_reflect(by, session))
    if session.state == State.AGREED and session.record.reflection == reflection:
        raise AlreadyDone
    stored = _answered(session, seen, by=by)
    session.move_to(State.AGREED, now=now)
    stored.reflection, stored.objection, stored.agreed_at = reflection, "", now
    stored.save(update_fields=["reflection", "objection", "agreed_at"])
    coachee = session.engagement.coachee
    with translation.override(coachee.language):
        title = str(PLAIN_NAME)
    hours.post(
        employee=coachee, form=JpForm.COACHING, occurred_on=local_date(session.start, coachee.zone),
        quantity=ONE_OCCASION, source_kind=BOOKING_KIND, source_id=session.pk, title=title,
        by=by, now=now,
    )  # fmt: skip
    notify_other("session_agreed", session, by, now=now)
    record("coaching.session.agreed", actor=by, target=session, at=now)


def _answered(session: CoachingSession, seen: str, *, by: Employee) -> SessionRecord:
    """The record that the coachee answers, its engagement held; two pages of the same coachee take nothing back."""
    require(access.can_reflect(by, session))
    lock_for_record(session.engagement)
    stored = SessionRecord.objects.filter(session=session).first()
    if stored is None:
        raise StaleState
    refuse_unseen(seen, reply_version(stored))
    return stored
