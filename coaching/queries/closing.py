"""The page of a coaching that was completed, for one of its two people."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee
from bkn_portal.hours.models import Certificate

from ..models import (
    CoachingEngagement,
    CoachingGoal,
    CoachingSession,
    EvaluationMark,
    GoalResult,
    GoalScore,
    Side,
    ThankYou,
)

CERTIFICATE_KIND = "coaching.engagement"


@dataclass(frozen=True)
class ClosingPage:
    """`certificate` is the reader's own; `mine` and `theirs` are the thank-yous, empty when not written."""

    other: Employee
    is_coach: bool
    results: list[GoalResult]
    mine: str
    theirs: str
    certificate: Certificate | None
    held: int
    has_evaluated: bool


def goals_of(engagement: CoachingEngagement) -> list[CoachingGoal]:
    """The goals of an engagement that stand, in order."""
    return list(CoachingGoal.objects.filter(engagement=engagement).standing().described())


def last_scores(engagement: CoachingEngagement) -> dict[int, int]:
    """By goal, the score of the last session that has one, else that of the start: what a closing begins with."""
    given = {"session__record__given_at__isnull": False, "score__isnull": False}
    scored = GoalScore.objects.filter(goal__engagement=engagement, **given).order_by("session__number")
    starts = {goal.pk: goal.start_score for goal in goals_of(engagement)}
    return starts | {one.goal_id: one.score for one in scored if one.goal_id in starts and one.score is not None}


@dataclass(frozen=True)
class ClosingHindrance:
    """Why a coaching can't be completed yet: a session that waits for one of the two, or none at all."""

    unfinished: CoachingSession | None


def closing_hindrance(engagement: CoachingEngagement) -> ClosingHindrance | None:
    """None when nothing stands in the way. One query."""
    sessions = [one for one in CoachingSession.objects.filter(engagement=engagement) if not one.is_void]
    unfinished = next((one for one in sessions if not one.is_done), None)
    has_met = any(not one.is_introduction for one in sessions)
    return None if has_met and unfinished is None else ClosingHindrance(unfinished)


def closing_page(engagement: CoachingEngagement, employee: Employee) -> ClosingPage:
    """Results, thanks and the reader's certificate, in four queries for what seen_engagement() gives."""
    side = engagement.side_of(employee)
    thanks = dict(_thanks(engagement))
    held, has_evaluated = _figures(engagement, side)[0]
    return ClosingPage(
        other=engagement.other_than(employee),
        is_coach=side == Side.COACH,
        results=_results_of(engagement),
        mine=thanks.get(side, ""),
        theirs=next((text for writer, text in thanks.items() if writer != side), ""),
        certificate=next(iter(_certificates(engagement, employee)), None),
        has_evaluated=has_evaluated,
        held=held,
    )


def _results_of(engagement: CoachingEngagement) -> list[GoalResult]:
    """In the order of the goals, each with its goal."""
    found = {result.goal_id: result for result in _results(engagement)}
    goals = [goal for goal in engagement.goals.all() if goal.pk in found]
    for goal in goals:
        found[goal.pk].goal = goal
    return [found[goal.pk] for goal in goals]


@prepared
def _results(engagement: CoachingEngagement) -> QuerySet[GoalResult]:
    return GoalResult.objects.filter(goal__engagement=engagement)


@prepared
def _thanks(engagement: CoachingEngagement) -> QuerySet[ThankYou, tuple[str, str]]:
    return ThankYou.objects.filter(engagement=engagement).values_list("side", "text")


@prepared
def _figures(engagement: CoachingEngagement, side: str) -> QuerySet[Any, tuple[int, bool]]:
    """How many sessions both agreed to, and whether that side has given its evaluation."""
    agreed = CoachingSession.objects.filter(engagement=OuterRef("pk"), state=CoachingSession.State.AGREED)
    counted = agreed.order_by().values("engagement").annotate(number=Count("pk")).values("number")
    mark = EvaluationMark.objects.filter(engagement=OuterRef("pk"), side=side)
    return CoachingEngagement.objects.filter(pk=engagement).values_list(Coalesce(Subquery(counted), 0), Exists(mark))


@prepared
def _certificates(engagement: CoachingEngagement, employee: Employee) -> QuerySet[Certificate]:
    """The employee's own of the engagement."""
    return Certificate.objects.visible_to(employee).filter(source_kind=CERTIFICATE_KIND, source_id=engagement)
