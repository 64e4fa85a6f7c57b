"""One session as one of the two sees it."""

from dataclasses import dataclass
from datetime import datetime

from bkn_portal.core.periods import local_date, zone_label
from bkn_portal.employees.models import Employee

from .. import access
from ..models import (
    CoachingEngagement,
    CoachingSession,
    CoachNote,
    CoachProfile,
    FollowUp,
    FollowUpQuerySet,
    SessionRecord,
)
from ..models.engagement import RECORD_STATES
from .slots import clock_in
from .steps import session_steps

State = CoachingSession.State


@dataclass(frozen=True)
class StepLine:
    """A follow-up with how late it is (days) and whether the reader may tick it."""

    step: FollowUp
    days_late: int
    can_tick: bool


@dataclass(frozen=True)
class SessionPage:
    """What the reader may know: `record` is None while it is a draft of the other one, `note` only its author's."""

    other: Employee
    is_coach: bool
    labels: list[object]
    current: int
    record: SessionRecord | None
    note: str
    follow_ups: list[StepLine]
    previous: list[StepLine]
    elsewhere: str
    may_change_time: bool
    may_end: bool
    may_give_feedback: bool
    may_reflect: bool
    may_write_agenda: bool


def session_page(session: CoachingSession, employee: Employee, *, now: datetime) -> SessionPage:
    """The session's page in a constant number of queries."""
    engagement = session.engagement
    is_coach = access.can_give_feedback(employee, session)
    steps = session_steps(session, now)
    running = engagement.state == CoachingEngagement.State.ACTIVE
    recorded = engagement.state in RECORD_STATES and session.has_begun(now)
    waits = session.state in (State.SCHEDULED, State.HELD)
    return SessionPage(
        other=engagement.other_than(employee),
        is_coach=is_coach,
        labels=[step.label for step in steps],
        current=next((place for place, step in enumerate(steps) if step.is_current), len(steps)),
        record=_record(session, employee),
        note=_note(session, employee),
        follow_ups=step_lines(FollowUp.objects.visible_to(employee).filter(session=session), employee, now),
        previous=_previous_steps(session, employee, now),
        elsewhere=_other_clock(session, employee),
        may_change_time=running and session.state == State.SCHEDULED and not session.has_begun(now),
        may_end=recorded and session.state == State.SCHEDULED,
        may_give_feedback=recorded and is_coach and waits,
        may_reflect=recorded and not is_coach and session.state == State.FEEDBACK_GIVEN,
        may_write_agenda=running and not is_coach and session.state == State.SCHEDULED,
    )


def step_lines(steps: FollowUpQuerySet, employee: Employee, now: datetime) -> list[StepLine]:
    """Follow-ups in order of their dates, as the reader sees them."""
    today = local_date(now, employee.zone)
    return [
        StepLine(step, step.days_late(today), access.can_tick(employee, step))
        for step in steps.select_related("session__engagement")
    ]


def usual_meeting(engagement: CoachingEngagement) -> dict[str, str]:
    """How the two met last, else the coach's usual place: `mode` and `place` of the next booking."""
    last = engagement.sessions.order_by("-start").values("mode", "place").first()
    if last:
        return {"mode": last["mode"], "place": last["place"]}
    place = CoachProfile.objects.filter(person=engagement.coach).values_list("place", flat=True).first()
    return {"place": place or ""}


def _record(session: CoachingSession, employee: Employee) -> SessionRecord | None:
    if not access.can_read_record(employee, session):
        return None
    return SessionRecord.objects.filter(session=session).first()


def _note(session: CoachingSession, employee: Employee) -> str:
    note = CoachNote.objects.visible_to(employee).filter(session=session).first()
    return note.text if note else ""


def _previous_steps(session: CoachingSession, employee: Employee, now: datetime) -> list[StepLine]:
    """The follow-ups of the session before this one."""
    before = (
        CoachingSession.objects.standing()
        .filter(engagement=session.engagement_id, number__lt=session.number)
        .order_by("-number")
        .values("pk")[:1]
    )
    steps = FollowUp.objects.visible_to(employee).agreed().filter(session__in=list(before.values_list("pk", flat=True)))
    return step_lines(steps, employee, now)


def _other_clock(session: CoachingSession, employee: Employee) -> str:
    """“10.00 WITA” when the other one lives in another zone."""
    zone = session.engagement.other_than(employee).zone
    return f"{clock_in(session.start, zone)} {zone_label(zone)}" if zone != employee.zone else ""
