"""What the coach writes about a session, and the follow-ups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingSession, CoachNote, FollowUp, RecordMethod, SessionRecord
from ..queries import note_version, record_version
from ..queries.record import TEXTS
from .engagement import lock_for_record
from .score import refuse_unscored, store_scores
from .seen import lock_session, refuse_unseen
from .session import notify_other

State = CoachingSession.State


@dataclass(frozen=True)
class Step:
    """A follow-up as the coach writes it."""

    what: str
    side: str
    due: date


@dataclass(frozen=True)
class Feedback:
    """The coach's page: the talk by GROW or TIRTA, feedback, scores by goal (None: not discussed), follow-ups, note.

    `seen` is the record_version() the page was opened with; empty: whatever is stored is replaced.
    """

    method: str = RecordMethod.GROW
    goal: str = ""
    reality: str = ""
    options: str = ""
    will: str = ""
    feedback: str = ""
    scores: Mapping[int, int | None] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    note: str = ""
    seen: str = ""

    @property
    def fields(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in TEXTS}


@transaction.atomic
def save_feedback_draft(*, session: CoachingSession, feedback: Feedback, by: Employee, now: datetime) -> str:
    """Keep what the coach has so far; only the coach sees it. Saved while typing: it decides nothing about the
    session, which may still turn out to be missed, and only the first draft is audited.

    Returns the record_version() stored now. Raises AccessDenied, StaleState once the feedback was given or the record
    is not the one seen, DomainError before the session began.
    """
    require(access.can_give_feedback(by, session))
    _refuse_unwritable(session, now=now)
    refuse_unseen(feedback.seen, _version(session, by))
    if _store(session, feedback, by=by):
        record("coaching.session.feedback_drafted", actor=by, target=session, at=now)
    return _version(session, by)


@transaction.atomic
def give_feedback(*, session: CoachingSession, feedback: Feedback, by: Employee, now: datetime) -> None:
    """Hand the record to the coachee and ask for a reflection.

    Raises AccessDenied, StaleState, and DomainError without a score for each goal or before the session began.
    """
    require(access.can_give_feedback(by, session))
    _refuse_unwritable(session, now=now)
    refuse_unseen(feedback.seen, _version(session, by))
    refuse_unscored(session, feedback.scores)
    _store(session, feedback, by=by, given_at=now)
    if session.state == State.SCHEDULED:
        session.move_to(State.HELD, now=now)
    session.move_to(State.FEEDBACK_GIVEN, now=now)
    notify_other("feedback_given", session, by, now=now)
    record("coaching.session.feedback_given", actor=by, target=session, at=now)


@transaction.atomic
def write_note(*, session: CoachingSession, note: str, by: Employee, now: datetime, seen: str = "") -> str:
    """Keep the coach's private note, encrypted; an empty one is deleted. The first writing is audited.

    `seen` is the note_version() of the page; empty: whatever is stored is replaced. Returns the version stored now.
    Raises AccessDenied, StaleState.
    """
    require(access.can_give_feedback(by, session))
    lock_session(session)
    stored = _note_of(session, by)
    refuse_unseen(seen, note_version(stored))
    _store_note(session, note, by=by)
    if not stored:
        record("coaching.session.note_written", actor=by, target=session, at=now)
    return note_version(_note_of(session, by))


@transaction.atomic
def mark_follow_up(*, follow_up: FollowUp, done: bool, by: Employee, now: datetime) -> None:
    """Tick a follow-up off, or open it again; doing it twice changes nothing. Raises AccessDenied."""
    require(access.can_tick(by, follow_up))
    changed = FollowUp.objects.filter(pk=follow_up.pk, done_at__isnull=done).update(done_at=now if done else None)
    if changed:
        record("coaching.follow_up.marked", actor=by, target=follow_up, at=now, done=done)


def _refuse_unwritable(session: CoachingSession, *, now: datetime) -> None:
    """Only a session that began is written about, and no longer once its feedback was given."""
    lock_for_record(session.engagement)
    if not session.has_begun(now):
        raise DomainError(_("This session has not begun yet."))
    if lock_session(session).state not in (State.SCHEDULED, State.HELD):  # write_note holds the session alone
        raise StaleState


def _version(session: CoachingSession, author: Employee) -> str:
    """Of what is stored: the other window's, before this one writes; this one's, after."""
    stored = SessionRecord.objects.filter(session=session).first()
    return record_version(stored, session.follow_ups.all(), _note_of(session, author), session.scores.all())


def _note_of(session: CoachingSession, author: Employee) -> str:
    return CoachNote.objects.visible_to(author).filter(session=session).values_list("text", flat=True).first() or ""


def _store(session: CoachingSession, feedback: Feedback, *, by: Employee, **also: object) -> bool:
    """Whether it is the first of the session."""
    fields = {**feedback.fields, **also}
    _record, is_first = SessionRecord.objects.update_or_create(session=session, defaults=fields)
    store_scores(session, feedback.scores)
    _store_steps(session, feedback.steps)
    _store_note(session, feedback.note, by=by)
    return is_first


def _store_steps(session: CoachingSession, steps: tuple[Step, ...]) -> None:
    """Make the follow-ups equal to `steps`; one that only changed its date keeps its tick."""
    wanted, spare = list(dict.fromkeys(steps)), []
    for row in FollowUp.objects.filter(session=session):
        step = Step(row.what, row.side, row.due)
        if step in wanted:
            wanted.remove(step)
        else:
            spare.append(row)
    for step in wanted:
        moved = next((row for row in spare if (row.what, row.side) == (step.what, step.side)), None)
        if moved is None:
            FollowUp.objects.create(session=session, **vars(step))
        else:
            spare.remove(moved)
            moved.due = step.due
            moved.save(update_fields=["due"])
    FollowUp.objects.filter(pk__in=[row.pk for row in spare]).delete()


def _store_note(session: CoachingSession, note: str, *, by: Employee) -> None:
    if note.strip():
        CoachNote.objects.update_or_create(session=session, author=by, defaults={"text": note})
    else:
        CoachNote.objects.filter(session=session, author=by).delete()
