"""What two people write, as a digest for the next save; a record also as content for a version. Pure but a read."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from bkn_portal.bookings.slots import WeeklyWindow

from ..models import CoachingGoal, CoachProfile, FollowUp, GoalScore, SessionRecord
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


def offer_version(profile: Any, themes: Iterable[str], languages: Iterable[str], competencies: Iterable[int]) -> str:
    """A digest of what coach and HR may change of a profile. `profile`: a CoachProfile, or a draft of one."""
    offers = [sorted(themes), sorted(languages), sorted(competencies)]
    return _digest(profile.about, profile.capacity, profile.place, offers)


def stored_offer(profile: CoachProfile) -> str:
    """offer_version() of a stored profile. Three queries."""
    return offer_version(
        profile,
        profile.themes.values_list("theme", flat=True),
        profile.languages.values_list("language", flat=True),
        profile.competencies.values_list("competency", flat=True),
    )


def stored_hours(profile: CoachProfile) -> str:
    """hours_version() of a stored profile. One query."""
    return hours_version(profile, [row.window for row in profile.weekly_hours.all()])


def hours_version(profile: Any, week: Iterable[WeeklyWindow]) -> str:
    """A digest of a coach's weekly hours and the rules of booking. `profile`: a CoachProfile, or a draft of them."""
    spans = sorted((span.weekday, span.start, span.end) for span in week)
    rules = (profile.session_minutes, profile.notice_hours, profile.break_minutes)
    return _digest(*map(int, rules), spans)


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
