"""One session as one of the two sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from bkn_portal.core.periods import local_date, zone_label
from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from .. import access
from ..models import (
    CoachingEngagement,
    CoachingSession,
    CoachNote,
    CoachProfile,
    FollowUp,
    GoalScore,
    RecordVersion,
    SessionMode,
    SessionRecord,
)
from ..models.engagement import RECORD_STATES
from ..models.session import is_link
from .goals import scores_of
from .group import GroupPart, group_part
from .room import STEPS, current_step, session_hint, skipped_steps
from .slots import clock_in

State = CoachingSession.State


@dataclass(frozen=True)
class StepLine:
    """A follow-up with how late it is (days) and whether the reader may tick it."""

    step: FollowUp
    days_late: int
    can_tick: bool


@dataclass(frozen=True)
class SessionPage:
    """What the reader may know: `record` is None while it is a draft of the other one, `note` only its author's.

    `versions` are those that were given back, oldest first; the last one's objection stands while `in_correction`.
    """

    other: Employee
    is_coach: bool
    labels: tuple[object, ...]
    current: int
    skipped: list[int]
    hint: Any
    record: SessionRecord | None
    scores: list[GoalScore]
    versions: list[RecordVersion]
    in_correction: bool
    note: str
    follow_ups: list[StepLine]
    previous: list[StepLine]
    elsewhere: str
    collides: bool
    may_change_time: bool
    may_add_link: bool
    may_end: bool
    may_give_feedback: bool
    may_reflect: bool
    may_write_agenda: bool
    group: GroupPart | None
    may_write_note: bool

    @property
    def parts(self) -> list[str]:
        """The forms on the page, by name."""
        may = {
            "agenda": self.may_write_agenda,
            "feedback": self.may_give_feedback,
            "note": self.may_write_note,
            "reply": self.may_reflect,
        }
        return [part for part, allowed in may.items() if allowed]

    @property
    def objection(self) -> str:
        """What shall be corrected now."""
        return self.versions[-1].objection if self.in_correction else ""


def session_page(session: CoachingSession, employee: Employee, *, now: datetime) -> SessionPage:
    """The session's page in a constant number of queries."""
    engagement = session.engagement
    is_coach = access.can_give_feedback(employee, session)
    running = engagement.state == CoachingEngagement.State.ACTIVE
    recorded = engagement.state in RECORD_STATES and session.has_begun(now)
    waits = session.state in (State.SCHEDULED, State.HELD)
    versions = _versions(session, employee)
    lines = _lines(session, employee, now)
    return SessionPage(
        other=engagement.other_than(employee),
        is_coach=is_coach,
        labels=STEPS,
        current=current_step(session, now),
        skipped=skipped_steps(session, now),
        hint=session_hint(session, now, is_coach=is_coach, in_correction=waits and bool(versions)),
        record=_record(session, employee),
        scores=scores_of(session, employee),
        versions=versions,
        in_correction=waits and bool(versions),
        note=next((note.text for note in _notes(session, employee)), "") if is_coach else "",
        follow_ups=[line for line in lines if line.step.session_id == session.pk],
        previous=[line for line in lines if line.step.session_id != session.pk],
        elsewhere=other_clock(session, employee),
        collides=session.collides_for(employee, now),
        may_change_time=may_change_time(session, running=running, now=now),
        may_add_link=may_add_link(session, employee, now=now),
        may_end=recorded and session.state == State.SCHEDULED,
        may_give_feedback=recorded and is_coach and waits,
        may_reflect=recorded and not is_coach and session.state == State.FEEDBACK_GIVEN,
        may_write_agenda=running and not is_coach and session.is_ahead(now),
        group=group_part(session, employee, now=now),
        may_write_note=is_coach and not session.is_void and not (recorded and waits),
    )


def may_change_time(session: CoachingSession, *, running: bool, now: datetime) -> bool:
    """A group moves as a whole; who can't come says so beside the names of the others."""
    return running and session.is_ahead(now) and session.group is None


def may_add_link(session: CoachingSession, employee: Employee, *, now: datetime) -> bool:
    """The coach of an online session that says nowhere where, as long as it can be changed; for a group too."""
    is_coach = employee.pk == session.engagement.coach_id
    running = session.engagement.state == CoachingEngagement.State.ACTIVE
    return is_coach and running and session.awaits_link and not session.has_begun(now)


def step_lines(steps: Iterable[FollowUp], employee: Employee, now: datetime) -> list[StepLine]:
    """Follow-ups with their session and engagement, as the reader sees them."""
    today = local_date(now, employee.zone)
    return [StepLine(step, step.days_late(today), access.can_tick(employee, step)) for step in steps]


def usual_meeting(engagement: CoachingEngagement) -> dict[str, str]:
    """As in the last regular session, held or planned, else the coach's usual place: `mode` and `place` of the next."""
    if last := _last_meeting(engagement):
        mode, place = last[0]
        return {"mode": mode, "place": place}
    place = CoachProfile.objects.filter(person=engagement.coach).values_list("place", flat=True).first()
    return {"place": place or "", "mode": SessionMode.ONLINE if is_link(place or "") else SessionMode.IN_PERSON}


@prepared
def _last_meeting(engagement: CoachingEngagement) -> QuerySet[CoachingSession, tuple[str, str]]:
    found = CoachingSession.objects.filter(engagement=engagement).regular().order_by("-start")
    return found.values_list("mode", "place")[:1]


def _record(session: CoachingSession, employee: Employee) -> SessionRecord | None:
    return getattr(session, "record", None) if access.can_read_record(employee, session) else None


@prepared
def _versions(session: CoachingSession, employee: Employee) -> QuerySet[RecordVersion]:
    return RecordVersion.objects.visible_to(employee).filter(session=session)


@prepared
def _notes(session: CoachingSession, employee: Employee) -> QuerySet[CoachNote]:
    return CoachNote.objects.visible_to(employee).filter(session=session)


def _lines(session: CoachingSession, employee: Employee, now: datetime) -> list[StepLine]:
    """The follow-ups of this session, and those that were agreed in the one before, in one query."""
    return step_lines(_steps(session, employee, session.engagement, session.number), employee, now)


@prepared
def _steps(
    session: CoachingSession, employee: Employee, engagement: CoachingEngagement, number: int
) -> QuerySet[FollowUp]:
    before = CoachingSession.objects.standing().filter(engagement=engagement, number__lt=number)
    previous = Q(session=Subquery(before.order_by("-number").values("pk")[:1]))
    agreed = Q(session__record__given_at__isnull=False)
    steps = FollowUp.objects.visible_to(employee).filter(Q(session=session) | previous & agreed)
    return steps.select_related("session__engagement")


def other_clock(session: CoachingSession, employee: Employee) -> str:
    """“10.00 WITA” when the other one lives in another zone."""
    zone = session.engagement.other_than(employee).zone
    return f"{clock_in(session.start, zone)} {zone_label(zone)}" if zone != employee.zone else ""
