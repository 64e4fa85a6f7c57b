"""The page of a coaching that was completed, for one of its two people."""

from dataclasses import dataclass

from bkn_portal.employees.models import Employee
from bkn_portal.hours.models import Certificate

from ..models import CoachingEngagement, CoachingGoal, CoachingSession, GoalResult, GoalScore, Side
from .evaluation import has_evaluated

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
    """Results, thanks and the reader's certificate, in five queries."""
    side = engagement.side_of(employee)
    thanks = dict(engagement.thanks.values_list("side", "text"))
    results = GoalResult.objects.filter(goal__engagement=engagement).select_related("goal__competency")
    return ClosingPage(
        other=engagement.other_than(employee),
        is_coach=side == Side.COACH,
        results=list(results.order_by("goal__position")),
        mine=thanks.get(side, ""),
        theirs=next((text for writer, text in thanks.items() if writer != side), ""),
        certificate=certificate_of(engagement, employee),
        has_evaluated=has_evaluated(engagement, employee),
        held=engagement.sessions.filter(state=CoachingSession.State.AGREED).count(),
    )


def certificate_of(engagement: CoachingEngagement, employee: Employee) -> Certificate | None:
    """The employee's own certificate of the engagement."""
    mine = Certificate.objects.visible_to(employee)
    return mine.filter(source_kind=CERTIFICATE_KIND, source_id=engagement.pk).first()
