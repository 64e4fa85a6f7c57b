"""What the coach writes after a session, what the coachee answers, and the JP that follow."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.hours import actions as hours
from bkn_portal.hours.models import Form as JpForm

from .. import access
from ..models import CoachingSession, CoachNote, FollowUp, SessionRecord
from ..models.session import BOOKING_KIND
from ..queries import record_version
from .engagement import lock_for_record
from .session import notify_other

State = CoachingSession.State
ONE_OCCASION = Decimal(1)


@dataclass(frozen=True)
class Step:
    """A follow-up as the coach writes it."""

    what: str
    side: str
    due: date


@dataclass(frozen=True)
class Feedback:
    """The coach's page: GROW, feedback, goal score (None in a draft), follow-ups and the private note.

    `seen` is the record_version() the page was opened with; empty: whatever is stored is replaced.
    """

    goal: str = ""
    reality: str = ""
    options: str = ""
    will: str = ""
    feedback: str = ""
    goal_score: int | None = None
    steps: tuple[Step, ...] = ()
    note: str = ""
    seen: str = ""

    @property
    def fields(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("goal", "reality", "options", "will", "feedback", "goal_score")}


@transaction.atomic
def save_feedback_draft(*, session: CoachingSession, feedback: Feedback, by: Employee, now: datetime) -> None:
    """Keep what the coach has so far; only the coach sees it. The session counts as held from then on.

    Raises AccessDenied, StaleState once the feedback was given or the record is not the one seen, DomainError before
    the session began.
    """
    require(access.can_give_feedback(by, session))
    _hold(session, now=now)
    _refuse_unseen(session, feedback, by=by)
    _store(session, feedback, by=by)
    record("coaching.session.feedback_drafted", actor=by, target=session, at=now)


@transaction.atomic
def give_feedback(*, session: CoachingSession, feedback: Feedback, by: Employee, now: datetime) -> None:
    """Hand the record to the coachee and ask for a reflection.

    Raises AccessDenied, StaleState, and DomainError without a goal score or before the session began.
    """
    require(access.can_give_feedback(by, session))
    if feedback.goal_score is None:
        raise DomainError(_("Feedback needs a score of the goal."))
    _hold(session, now=now)
    _refuse_unseen(session, feedback, by=by)
    _store(session, feedback, by=by, given_at=now, objection="")
    session.move_to(State.FEEDBACK_GIVEN, now=now)
    notify_other("feedback_given", session, by, now=now)
    record("coaching.session.feedback_given", actor=by, target=session, at=now)


@transaction.atomic
def object_to_feedback(*, session: CoachingSession, objection: str, by: Employee, now: datetime) -> None:
    """Ask the coach to correct the record: it becomes a draft again. Raises AccessDenied, StaleState."""
    require(access.can_reflect(by, session))
    lock_for_record(session.engagement)
    session.move_to(State.HELD, now=now)
    SessionRecord.objects.filter(session=session).update(given_at=None, objection=objection)
    notify_other("feedback_returned", session, by, now=now)
    record("coaching.session.feedback_returned", actor=by, target=session, at=now)


@transaction.atomic
def agree_session(*, session: CoachingSession, reflection: str, by: Employee, now: datetime) -> None:
    """The coachee reflects and agrees; the occasion is posted to the ledger (2 JP, two occasions a month).

    The ledger's title is neutral, for HR reads it, and without a number, for a talk recorded later may shift that.
    Raises AccessDenied, StaleState.
    """
    require(access.can_reflect(by, session))
    lock_for_record(session.engagement)
    session.move_to(State.AGREED, now=now)
    SessionRecord.objects.filter(session=session).update(reflection=reflection, agreed_at=now)
    coachee = session.engagement.coachee
    hours.post(
        employee=coachee, form=JpForm.COACHING, occurred_on=local_date(session.start, coachee.zone),
        quantity=ONE_OCCASION, source_kind=BOOKING_KIND, source_id=session.pk, title=_ledger_title(coachee),
        by=by, now=now,
    )  # fmt: skip
    notify_other("session_agreed", session, by, now=now)
    record("coaching.session.agreed", actor=by, target=session, at=now)


@transaction.atomic
def write_note(*, session: CoachingSession, note: str, by: Employee, now: datetime) -> None:
    """Keep the coach's private note, encrypted; an empty one is deleted. Raises AccessDenied."""
    require(access.can_give_feedback(by, session))
    _store_note(session, note, by=by)
    record("coaching.session.note_written", actor=by, target=session, at=now)


@transaction.atomic
def mark_follow_up(*, follow_up: FollowUp, done: bool, by: Employee, now: datetime) -> None:
    """Tick a follow-up off, or open it again; doing it twice changes nothing. Raises AccessDenied."""
    require(access.can_tick(by, follow_up))
    changed = FollowUp.objects.filter(pk=follow_up.pk, done_at__isnull=done).update(done_at=now if done else None)
    if changed:
        record("coaching.follow_up.marked", actor=by, target=follow_up, at=now, done=done)


def _hold(session: CoachingSession, *, now: datetime) -> None:
    """A session that is written about took place."""
    lock_for_record(session.engagement)
    if not session.has_begun(now):
        raise DomainError(_("This session has not begun yet."))
    if session.state == State.SCHEDULED:
        session.move_to(State.HELD, now=now)
    elif not CoachingSession.objects.filter(pk=session.pk, state=State.HELD).exists():
        raise StaleState


def _refuse_unseen(session: CoachingSession, feedback: Feedback, *, by: Employee) -> None:
    """Two pages of the same coach: the older one takes nothing back. The engagement is held by now."""
    stored = SessionRecord.objects.filter(session=session).first()
    note = CoachNote.objects.visible_to(by).filter(session=session).values_list("text", flat=True).first()
    if feedback.seen and feedback.seen != record_version(stored, session.follow_ups.all(), note or ""):
        raise StaleState


def _store(session: CoachingSession, feedback: Feedback, *, by: Employee, **also: object) -> None:
    SessionRecord.objects.update_or_create(session=session, defaults={**feedback.fields, **also})
    _store_steps(session, feedback.steps)
    _store_note(session, feedback.note, by=by)


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


def _ledger_title(coachee: Employee) -> str:
    with translation.override(coachee.language):
        return gettext("Coaching session")
