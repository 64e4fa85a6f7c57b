"""Engagements as lists and drawings show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingEngagementQuerySet, CoachingSession
from .steps import NextStep, next_step


@dataclass(frozen=True)
class EngagementCard:
    """One engagement as one of its two people sees it in a list."""

    engagement: CoachingEngagement
    other: Employee
    is_coach: bool
    step: NextStep
    held: int


@dataclass(frozen=True)
class ScorePoint:
    """A score of the goal: `label` is the session's number, None at the start; `height` is 0 to 4."""

    label: int | None
    score: int

    @property
    def height(self) -> int:
        return self.score + 2


def with_sessions(engagements: CoachingEngagementQuerySet) -> CoachingEngagementQuerySet:
    """People, goal and sessions in two queries."""
    return engagements.with_people().prefetch_related(
        Prefetch("sessions", CoachingSession.objects.select_related("record"))
    )


def cards(engagements: CoachingEngagementQuerySet, employee: Employee, now: datetime) -> list[EngagementCard]:
    """The employee's engagements with what comes next: what the employee has to do first, then by age."""
    found = [
        EngagementCard(
            engagement=engagement,
            other=engagement.other_than(employee),
            is_coach=engagement.coach_id == employee.pk,
            step=next_step(engagement, employee, now),
            held=sum(session.state == CoachingSession.State.AGREED for session in engagement.sessions.all()),
        )
        for engagement in with_sessions(engagements)
    ]
    return sorted(found, key=lambda card: (not card.engagement.is_open, not card.step.is_mine))


def score_line(engagement: CoachingEngagement, sessions: Iterable[CoachingSession]) -> list[ScorePoint]:
    """The goal's scores from the start on; sessions whose feedback was given, by number."""
    scored = sorted((session for session in sessions if session.has_feedback), key=lambda session: session.number)
    points = [ScorePoint(None, engagement.goal.start_score)]
    return points + [ScorePoint(session.number, session.record.goal_score) for session in scored]
