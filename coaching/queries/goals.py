"""Goals with their scores, as lists, drawings and forms show them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement, CoachingGoal, CoachingSession, GoalScore
from ..models.goal import IN_WORDS

State = CoachingEngagement.State


@dataclass(frozen=True)
class ScorePoint:
    """One place of a goal's drawing: `label` is the session's number, None at the start; score None: not discussed."""

    label: int | None
    score: int | None
    place: int = 0

    @property
    def words(self) -> object:
        return IN_WORDS[self.score]

    @property
    def x(self) -> int:
        return 44 + 62 * self.place

    @property
    def y(self) -> int:
        """0 lies in the middle of a drawing 140 high."""
        return 70 - 26 * (self.score or 0)


@dataclass(frozen=True)
class GoalLine:
    """A goal and its scores from the start on; no points before a coach has said where the coachee starts."""

    goal: CoachingGoal
    points: list[ScorePoint]

    @property
    def key(self) -> str:
        return str(self.goal.pk)

    @property
    def scored(self) -> list[ScorePoint]:
        return [point for point in self.points if point.score is not None]

    @property
    def latest(self) -> int:
        """The last score that was given, else that of the start."""
        return next((point.score for point in reversed(self.points) if point.score is not None), self.goal.start_score)

    @property
    def line(self) -> str:
        """The points of the drawing's line."""
        return " ".join(f"{point.x},{point.y}" for point in self.scored)

    @property
    def width(self) -> int:
        return max(self.points[-1].x + 34, 260)


def goal_lines(engagement: CoachingEngagement) -> list[GoalLine]:
    """All goals, withdrawn ones too, with the scores that the coachee knows; reads goals, scores and sessions."""
    sessions = {session.pk: session for session in engagement.sessions.all() if session.has_feedback}
    is_scored = engagement.state in (State.ACTIVE, State.COMPLETED) or engagement.sessions.all()
    return [GoalLine(goal, _points(goal, sessions) if is_scored else []) for goal in engagement.goals.all()]


def _points(goal: CoachingGoal, sessions: dict[int, CoachingSession]) -> list[ScorePoint]:
    told = [(sessions[one.session_id].number, one.score) for one in goal.scores.all() if one.session_id in sessions]
    rows = enumerate(sorted(told, key=lambda row: row[0]), 1)
    return [ScorePoint(None, goal.start_score), *(ScorePoint(number, score, place) for place, (number, score) in rows)]


def goals_to_score(session: CoachingSession) -> list[CoachingGoal]:
    """What the record of a session speaks of: goals that stand, and withdrawn ones that it has scored already."""
    scored = Exists(GoalScore.objects.filter(goal=OuterRef("pk"), session=session))
    found = CoachingGoal.objects.filter(engagement=session.engagement_id)
    return list(found.filter(Q(closed_at=None) | Q(scored)))


def scores_of(session: CoachingSession, employee: Employee) -> list[GoalScore]:
    """The session's scores with their goals; none for the coachee while the record is a draft."""
    if not access.can_read_record(employee, session):
        return []
    return _scores(session)


@prepared
def _scores(session: CoachingSession) -> QuerySet[GoalScore]:
    return GoalScore.objects.filter(session=session).select_related("goal")
