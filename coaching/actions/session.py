"""A session is booked, moved, prepared, cancelled or missed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings import actions as bookings
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify

from .. import access
from ..models import CoachingEngagement, CoachingSession, GroupSession, SessionKind, SessionMode
from ..models.session import BOOKING_KIND
from ..queries import agenda_version, is_short_notice
from .engagement import lock_active, lock_for_record
from .hold import clear_hold
from .introduction import refuse_late_introduction
from .invitation import send_invitation
from .leading import refuse_private_with_leader
from .numbering import UNNUMBERED, renumber
from .offer import refuse_unoffered
from .part import give_time_back, lock_group
from .seen import lock_session, refuse_unseen

State = CoachingSession.State


@dataclass(frozen=True)
class Meeting:
    """How the two meet: `place` is a room or a link."""

    mode: str = SessionMode.IN_PERSON
    place: str = ""


@transaction.atomic
def book_session(
    *,
    engagement: CoachingEngagement,
    period: Period,
    meeting: Meeting,
    by: Employee,
    now: datetime,
    kind: str = SessionKind.SESSION,
) -> CoachingSession:
    """Promise both people's time to the next session, or to an introduction before the first, and tell the other one.

    The period must be one of the coach's free slots. Raises AccessDenied, StaleState when the coaching is not under
    way, PeriodTaken when the slot is not free (any more), DomainError for an introduction of people who have met.
    """
    require(access.can_take_part(by, engagement))
    lock_active(engagement)
    refuse_private_with_leader(engagement, now=now)
    clear_hold(engagement, now=now)
    if kind == SessionKind.INTRODUCTION:
        refuse_late_introduction(engagement)
    refuse_unoffered(engagement, period, now=now, kind=kind)
    number = 0 if kind == SessionKind.INTRODUCTION else UNNUMBERED
    session = CoachingSession.objects.create(
        engagement=engagement, kind=kind, number=number, start=period.start, end=period.end, mode=meeting.mode,
        place=meeting.place, state_changed_at=now,
    )  # fmt: skip
    renumber(session)
    people = [engagement.coachee, engagement.coach]
    bookings.book(people=people, period=period, kind=BOOKING_KIND, object_id=session.pk)
    notify_other("session_booked", session, by, now=now)
    send_invitation(session, by, now=now)
    record("coaching.session.booked", actor=by, target=session, at=now, start=period.start.isoformat())
    return session


@transaction.atomic
def move_session(
    *,
    session: CoachingSession,
    period: Period,
    meeting: Meeting,
    by: Employee,
    now: datetime,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Put a scheduled session at another free slot or place and tell the other one; reminders follow the new time.

    `seen` is the sequence of the page that the choice was made on. Raises AccessDenied, DomainError once it has begun,
    PeriodTaken, and StaleState when it is no longer scheduled or was moved meanwhile.
    """
    require(access.can_move(by, session))
    lock_active(session.engagement)
    refuse_begun(session, now=now)
    if seen not in (None, session.sequence):
        raise StaleState
    clear_hold(session.engagement, now=now)
    stays = period == session.period
    if not stays:
        refuse_unoffered(session.engagement, period, now=now, but_for=session)
    short = session.is_short_notice if stays else is_short_notice(session, now=now)
    changes = {
        "start": period.start,
        "end": period.end,
        **vars(meeting),
        "reason": reason,
        "sequence": session.sequence + 1,
        "is_short_notice": short,
    }
    _store_move(session, changes)
    renumber(session)
    kind, number = session.appointment
    bookings.move(kind=kind, object_id=number, period=period)
    notify_other("session_moved", session, by, now=now)
    send_invitation(session, by, now=now)
    record("coaching.session.moved", actor=by, target=session, at=now, start=period.start.isoformat())


def _store_move(session: CoachingSession, changes: dict[str, object]) -> None:
    """Raises StaleState when the session was moved or ended since it was read."""
    same = CoachingSession.objects.filter(pk=session.pk, state=State.SCHEDULED, sequence=session.sequence)
    if same.update(**changes) != 1:
        raise StaleState
    for name, value in changes.items():
        setattr(session, name, value)


@transaction.atomic
def cancel_session(*, session: CoachingSession, reason: str, by: Employee, now: datetime) -> None:
    """Take a scheduled session off, give the time back and tell the other one why. The others of a group still meet.

    Raises AccessDenied, StaleState, and DomainError once it has begun.
    """
    require(access.can_take_part(by, session.engagement))
    lock_for_record(session.engagement)
    lock_group(session)
    session.refresh_from_db(fields=["state", "start", "end", "sequence"])  # it may have moved while this one waited
    refuse_begun(session, now=now)
    short = is_short_notice(session, now=now)
    session.move_to(State.CANCELLED, now=now, reason=reason, sequence=session.sequence + 1, is_short_notice=short)
    renumber(session)
    give_time_back(session, by=by, now=now)
    leaves = session.group_id and by.pk == session.engagement.coachee_id
    notify_other("group_left" if leaves else "session_cancelled", session, by, now=now)
    send_invitation(session, by, now=now)
    record("coaching.session.cancelled", actor=by, target=session, at=now)


@transaction.atomic
def mark_no_show(*, session: CoachingSession, reason: str, by: Employee, now: datetime) -> None:
    """Note that a session did not take place although nobody cancelled it; it earns nothing, and its time is free.

    Raises AccessDenied, StaleState, and DomainError before it began.
    """
    require(access.can_take_part(by, session.engagement))
    if not session.has_begun(now):
        raise DomainError(_("This session has not begun yet. Cancel it if you can't come."))
    lock_for_record(session.engagement)
    session.move_to(State.NO_SHOW, now=now, reason=reason)
    renumber(session)
    kind, number = session.appointment
    bookings.release(kind=kind, object_id=number, person=session.engagement.coachee if session.group_id else None)
    notify_other("session_missed", session, by, now=now)
    record("coaching.session.no_show", actor=by, target=session, at=now)


@transaction.atomic
def write_agenda(*, session: CoachingSession, agenda: str, by: Employee, now: datetime, seen: str = "") -> str:
    """Store what the coachee wants to talk about; the coach reads it. The first writing is audited.

    `seen` is the agenda_version() of the page; empty: whatever is stored is replaced. Returns the version stored now.
    Raises AccessDenied, DomainError once the session began, StaleState when it is no longer scheduled or the agenda is
    not the one seen.
    """
    require(access.can_write_agenda(by, session))
    stored = lock_session(session)
    if stored.state != State.SCHEDULED:
        raise StaleState
    if stored.has_begun(now):
        raise DomainError(_("This session has begun, so the agenda stays as it was. Bring up the rest in the talk."))
    refuse_unseen(seen, agenda_version(stored.agenda))
    session.agenda = agenda
    session.save(update_fields=["agenda"])
    if not stored.agenda:
        record("coaching.session.agenda_written", actor=by, target=session, at=now)
    return agenda_version(agenda)


def refuse_begun(session: CoachingSession | GroupSession, *, now: datetime) -> None:
    """What has begun took place or was missed: neither can be undone by another time."""
    if session.state == State.SCHEDULED and session.has_begun(now):
        raise DomainError(_("This session has begun. Its record, or a note that it was missed, says how it went."))


def notify_other(event: str, session: CoachingSession, by: Employee, *, now: datetime) -> None:
    """One notice of kind coaching.<event> to whoever of the two did not do it."""
    other = session.engagement.other_than(by)
    key = f"coaching.{event}:{session.pk}:{session.sequence}:{now.isoformat()}:{other.pk}"
    notify(kind=f"coaching.{event}", recipient=other, target_id=session.pk, key=key, now=now)
