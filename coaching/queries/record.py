"""What two people write, as a digest for the next save; a record also as content for a version. Pure but a read."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from ..models import CoachingGoal, FollowUp, GoalScore, SessionRecord
from ..models.record import TALK

TEXTS = ("method", *TALK, "feedback")


def agenda_version(agenda: str) -> str:
    """A digest of the coachee's agenda; like the others here, for the page of the one who writes."""
    return _digest(agenda)


def record_version(
    record: SessionRecord | None, steps: Iterable[FollowUp], note: str, scores: Iterable[GoalScore]
) -> str:
    """A digest of what the coach's page holds: it differs once anything of it has changed."""
    fields = record and [getattr(record, name) for name in (*TEXTS, "given_at")]
    rows = sorted((step.what, step.side, step.due) for step in steps)
    return _digest(fields, rows, note, sorted((one.goal_id, one.score) for one in scores))


def note_version(note: str) -> str:
    """A digest of the private note where it stands alone."""
    return _digest(note)


def reply_version(record: SessionRecord) -> str:
    """A digest of what the coachee answers, and of which record."""
    return _digest(record.reflection, record.objection, record.given_at, record.agreed_at)


def goal_version(goal: CoachingGoal) -> str:
    """A digest of what both may change of a goal."""
    return _digest(goal.statement, goal.sign_of_success, goal.competency_id, goal.target_level, goal.due)


def record_content(record: SessionRecord) -> dict[str, Any]:
    """All that a record tells, ready for JSON; reads scores and follow-ups."""
    steps = [
        {"what": step.what, "side": step.side, "due": step.due.isoformat()} for step in record.session.follow_ups.all()
    ]
    told = record.session.scores.select_related("goal")
    scores = [{"goal": one.goal.statement, "score": one.score} for one in told]
    return {name: getattr(record, name) for name in TEXTS} | {"scores": scores, "steps": steps}


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]
