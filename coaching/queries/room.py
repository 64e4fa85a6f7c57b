"""Where a session stands: the row of steps, and one sentence for each of the two."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models import CoachingSession

State = CoachingSession.State


STEPS = (
    _("Schedule"),
    _("Coachee's agenda"),
    _("Talk"),
    _("Coach's feedback"),
    _("Coachee's reflection"),
    _("JP counted"),
)
SCHEDULE, AGENDA = 0, 1


def current_step(session: CoachingSession, now: datetime) -> int:
    """Which of STEPS is the present one, their number when all are done. An agenda can't be made up for."""
    if session.state == State.AGREED:
        return len(STEPS)
    if session.has_feedback:
        return 4
    if session.state == State.HELD or session.is_over(now):
        return 3
    return 2 if session.agenda or session.has_begun(now) else 1


def skipped_steps(session: CoachingSession, now: datetime) -> list[int]:
    """Which of STEPS were passed over: a talk that nobody booked, an agenda that nobody wrote."""
    missing = {SCHEDULE: session.is_unplanned, AGENDA: not session.agenda}
    return [step for step, is_missing in missing.items() if is_missing and step < current_step(session, now)]


def session_hint(session: CoachingSession, now: datetime, *, is_coach: bool, in_correction: bool) -> Any:
    """What the reader does now, or what they wait for; empty once both agreed."""
    if session.state == State.AGREED:
        return ""
    if session.has_feedback:
        return (
            _("Waiting for the coachee's reflection.")
            if is_coach
            else _("Read the record, then reflect and agree. Is something not right? Ask for a correction.")
        )
    if in_correction:
        return (
            _("The coachee asks for a correction: change the record and send it again.")
            if is_coach
            else _("You asked for a correction; your coach is working on the record.")
        )
    if session.has_begun(now):
        return _after_begin(session, now, is_coach=is_coach)
    return _before(session, is_coach=is_coach)


def _after_begin(session: CoachingSession, now: datetime, *, is_coach: bool) -> Any:
    if not is_coach:
        return _("The coach is writing the feedback.")
    if session.is_over(now) or session.state == State.HELD:
        return _("The talk is over: write down what matters while it is fresh.")
    return _("The talk is on. You can take notes here; the coachee reads them once you send them.")


def _before(session: CoachingSession, *, is_coach: bool) -> Any:
    if session.agenda:
        return (
            _("The coachee's agenda is ready: read it before you meet.")
            if is_coach
            else _("Your agenda is ready and your coach can read it. You can change it until the session.")
        )
    return (
        _("The coachee prepares an agenda; you read it here.")
        if is_coach
        else _("Prepare what you want to talk about; your coach reads it before the session.")
    )
