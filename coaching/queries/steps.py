"""What comes next, for one of the two."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkn_portal.core.addresses import address
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession
from ..models.engagement import RECORD_STATES

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


def next_step(engagement: CoachingEngagement, employee: Employee, now: datetime) -> NextStep:
    """The one thing to do next; reads `engagement.sessions`, prefetched for lists."""
    if engagement.state == Engagement.REQUESTED:
        return _answer_step(engagement, employee, now)
    if engagement.state not in RECORD_STATES:
        return NextStep(engagement.get_state_display())
    sessions = [session for session in engagement.sessions.all() if not session.is_void]
    is_coach = employee.pk == engagement.coach_id
    feedback, reflection = _owes_feedback(sessions, now), _owes_reflection(sessions)
    if owed := feedback if is_coach else reflection:
        return _feedback_step(owed) if is_coach else _reflection_step(owed)
    if engagement.state != Engagement.ACTIVE:
        return NextStep(engagement.get_state_display())
    if engagement.is_private and engagement.coach_leads:
        return _leading_step(engagement, is_coach=is_coach)
    if is_coach and (met := _unclosed_introduction(sessions, now)):
        return _introduction_step(met)
    upcoming = next((s for s in sessions if s.state == Session.SCHEDULED and not s.is_over(now)), None)
    if (awaited := reflection if is_coach else feedback) and upcoming is None:
        text = _("Waiting for the coachee's reflection.") if is_coach else _("Waiting for the coach's feedback.")
        return NextStep(text, session=awaited)
    return _session_step(upcoming) if upcoming else _booking_step(engagement)


def _answer_step(engagement: CoachingEngagement, employee: Employee, now: datetime) -> NextStep:
    if engagement.answer_by <= now:
        return NextStep(_("The time for an answer has passed."))
    if employee.pk == engagement.coach_id:
        return NextStep(
            _("This request waits for your answer."),
            address("coaching:engagement_answer", engagement.pk),
            _("Answer the request"),
        )
    return NextStep(_("Waiting for the coach's answer."))


def _owes_feedback(sessions: list[CoachingSession], now: datetime) -> CoachingSession | None:
    """The first session the coach has to write about."""
    for session in sessions:
        if session.is_introduction:
            continue
        if session.state == Session.HELD or (session.state == Session.SCHEDULED and session.is_over(now)):
            return session
    return None


def _owes_reflection(sessions: list[CoachingSession]) -> CoachingSession | None:
    """The first session the coachee has to reflect on."""
    return next((session for session in sessions if session.state == Session.FEEDBACK_GIVEN), None)


def _unclosed_introduction(sessions: list[CoachingSession], now: datetime) -> CoachingSession | None:
    unclosed = (s for s in sessions if s.is_introduction and s.state == Session.SCHEDULED and s.is_over(now))
    return next(unclosed, None)


def _introduction_step(session: CoachingSession) -> NextStep:
    url = address("coaching:session_detail", session.pk)
    return NextStep(_("Did the introduction take place?"), url, _("Say how it went"), session)


def _feedback_step(session: CoachingSession) -> NextStep:
    url = address("coaching:session_feedback", session.pk)
    return NextStep(_("The coachee waits for your feedback."), url, _("Give feedback"), session)


def _reflection_step(session: CoachingSession) -> NextStep:
    url = address("coaching:session_reflection", session.pk)
    return NextStep(_("Your coach's feedback is here."), url, _("Read it and reflect"), session)


def _leading_step(engagement: CoachingEngagement, *, is_coach: bool) -> NextStep:
    if is_coach:
        return NextStep(_("You are the coachee's supervisor now: the coachee chooses another coach or ends this."))
    url = address("coaching:engagement_leave", engagement.pk)
    return NextStep(_("Your coach is your direct supervisor now."), url, _("Choose another coach"))


def _session_step(session: CoachingSession) -> NextStep:
    url = address("coaching:session_detail", session.pk)
    text = _("You meet to get to know each other.") if session.is_introduction else _("Prepare the next session.")
    return NextStep(text, url, _("Open the session"), session)


def _booking_step(engagement: CoachingEngagement) -> NextStep:
    url = address("coaching:session_book", engagement.pk)
    return NextStep(_("No session is planned."), url, _("Book a session"))
