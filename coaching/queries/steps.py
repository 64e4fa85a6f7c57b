"""What comes next, for one of the two."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession

Engagement = CoachingEngagement.State
Session = CoachingSession.State


@dataclass(frozen=True)
class NextStep:
    """One sentence; `url` is empty when the other one is to move, `label` is what the button says."""

    text: Any
    url: str = ""
    label: Any = ""
    session: CoachingSession | None = None

    @property
    def is_mine(self) -> bool:
        return bool(self.url)


@dataclass(frozen=True)
class PageStep:
    """One of the five steps at the head of a session's page."""

    label: Any
    is_done: bool
    is_current: bool


def next_step(engagement: CoachingEngagement, employee: Employee, now: datetime) -> NextStep:
    """The one thing to do next; reads `engagement.sessions`, prefetched for lists."""
    if engagement.state == Engagement.REQUESTED:
        return _answer_step(engagement, employee, now)
    if engagement.state != Engagement.ACTIVE:
        return NextStep(engagement.get_state_display())
    sessions = [session for session in engagement.sessions.all() if not session.is_void]
    is_coach = employee.pk == engagement.coach_id
    mine = _coach_step(sessions, now) if is_coach else _coachee_step(sessions)
    return mine or _booking_step(engagement, sessions, now)


def session_steps(session: CoachingSession, now: datetime) -> list[PageStep]:
    """Schedule, agenda, feedback, reflection, JP: done, and where it stands."""
    done = [
        True,
        bool(session.agenda) or session.state != Session.SCHEDULED,
        session.has_feedback,
        session.state == Session.AGREED,
        session.state == Session.AGREED,
    ]
    labels = [
        _("Schedule"),
        _("Coachee's agenda"),
        _("Coach's feedback"),
        _("Coachee's reflection"),
        _("JP counted"),
    ]
    current = done.index(False) if False in done else None
    if session.has_begun(now) and current == 1:
        done[1], current = True, 2
    return [
        PageStep(label, is_done, place == current)
        for place, (label, is_done) in enumerate(zip(labels, done, strict=True))
    ]


def _answer_step(engagement: CoachingEngagement, employee: Employee, now: datetime) -> NextStep:
    if engagement.answer_by <= now:
        return NextStep(_("The time for an answer has passed."))
    if employee.pk == engagement.coach_id:
        return NextStep(
            _("This request waits for your answer."),
            reverse("coaching:engagement_answer", args=[engagement.pk]),
            _("Answer the request"),
        )
    return NextStep(_("Waiting for the coach's answer."))


def _coach_step(sessions: list[CoachingSession], now: datetime) -> NextStep | None:
    for session in sessions:
        if session.state == Session.HELD or (session.state == Session.SCHEDULED and session.is_over(now)):
            url = reverse("coaching:session_feedback", args=[session.pk])
            return NextStep(_("The coachee waits for your feedback."), url, _("Give feedback"), session)
    return None


def _coachee_step(sessions: list[CoachingSession]) -> NextStep | None:
    for session in sessions:
        if session.state == Session.FEEDBACK_GIVEN:
            url = reverse("coaching:session_reflection", args=[session.pk])
            return NextStep(_("Your coach's feedback is here."), url, _("Read it and reflect"), session)
    return None


def _booking_step(engagement: CoachingEngagement, sessions: list[CoachingSession], now: datetime) -> NextStep:
    upcoming = next((s for s in sessions if s.state == Session.SCHEDULED and not s.is_over(now)), None)
    if upcoming:
        url = reverse("coaching:session_detail", args=[upcoming.pk])
        return NextStep(_("Prepare the next session."), url, _("Open the session"), upcoming)
    url = reverse("coaching:session_book", args=[engagement.pk])
    return NextStep(_("No session is planned."), url, _("Book a session"))
