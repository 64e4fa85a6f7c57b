"""Engagements as lists and drawings show them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from bkn_portal.core.periods import local_date
from bkn_portal.core.prepared import attach, prepared
from bkn_portal.employees.models import Employee

from .. import access
from ..models import (
    CoachingEngagement,
    CoachingEngagementQuerySet,
    CoachingGoal,
    CoachingSession,
    CoachProfile,
    CoachReferral,
    FollowUp,
    GoalScore,
    GoalWording,
)
from ..models.engagement import OPEN_STATES
from ..models.goal import MOST_GOALS
from ..models.session import TOLD_STATES
from .directory import Candidate, suggested
from .goals import GoalLine, goal_lines
from .referral import proposal_of
from .sessions import StepLine, step_lines
from .steps import NextStep, next_step

State = CoachingEngagement.State
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class EngagementCard:
    """One engagement as one of its two people sees it in a list."""

    engagement: CoachingEngagement
    other: Employee
    is_coach: bool
    step: NextStep
    held: int

    @property
    def progress(self) -> str:
        """How many of the planned sessions were held."""
        return self.engagement.progress(self.held)

    @property
    def due(self) -> datetime:
        """When the next step is due; the end of time for what has no date or is over, so that age decides."""
        if self.engagement.state == State.REQUESTED:
            return self.engagement.answer_by
        return self.step.session.start if self.step.session else NEVER


@dataclass(frozen=True)
class Overview:
    """What the overview shows, each list with what the person has to do first."""

    requests: list[EngagementCard]
    received: list[EngagementCard]
    given: list[EngagementCard]
    past: list[EngagementCard]
    shared: list[CoachingEngagement]
    suggested: list[Candidate]
    is_coach: bool

    @property
    def is_empty(self) -> bool:
        return not (self.requests or self.received or self.given or self.past)

    @property
    def has_coached(self) -> bool:
        """Whether the person has hours as a coach to look at."""
        return bool(self.given) or any(card.is_coach for card in self.past)


@dataclass(frozen=True)
class Outline:
    """All that a supervisor learns of a shared coaching: who with, its state, how many sessions were agreed."""

    engagement: CoachingEngagement
    progress: str


@dataclass(frozen=True)
class EngagementPage:
    """One engagement for one of its two people."""

    other: Employee
    is_coach: bool
    step: NextStep
    goals: list[GoalLine]
    earlier: list[GoalLine]
    may_change_goals: bool
    sessions: list[CoachingSession]
    follow_ups: list[StepLine]
    progress: str
    can_complete: bool
    may_end: bool
    coach_leads: bool
    proposal: CoachReferral | None

    @property
    def may_withdraw_goal(self) -> bool:
        """The last one stays."""
        return self.may_change_goals and len(self.goals) > 1

    @property
    def may_add_goal(self) -> bool:
        return self.may_change_goals and len(self.goals) < MOST_GOALS


def with_work_left(employee: Employee) -> CoachingEngagementQuerySet:
    """The employee's: open, or ended early with a session that took place and is not agreed yet."""
    left = Exists(CoachingSession.objects.filter(engagement=OuterRef("pk")).counted().unfinished())
    return CoachingEngagement.objects.of(employee).filter(Q(state__in=OPEN_STATES) | Q(left, state=State.CANCELLED))


def cards(engagements: list[CoachingEngagement], employee: Employee, now: datetime) -> list[EngagementCard]:
    """The employee's engagements with what comes next: what the employee has to do first, then what is due first.

    They carry what with_leading() adds and both people; goals (with `known_score`) and sessions are read here, in two
    queries.
    """
    if engagements:
        numbers = [engagement.pk for engagement in engagements]
        attach(engagements, "goals", _goals(numbers))
        attach(engagements, "sessions", _sessions(numbers))
    found = [
        EngagementCard(
            engagement=engagement,
            other=engagement.other_than(employee),
            is_coach=engagement.coach_id == employee.pk,
            step=next_step(engagement, employee, now),
            held=sum(session.state == CoachingSession.State.AGREED for session in engagement.sessions.all()),
        )
        for engagement in engagements
    ]
    return sorted(found, key=lambda card: (not card.engagement.is_open, not card.step.is_mine, card.due))


@prepared
def _goals(engagements: list[int]) -> QuerySet[CoachingGoal]:
    told = GoalScore.objects.filter(goal=OuterRef("pk"), score__isnull=False, session__state__in=TOLD_STATES)
    known = Subquery(told.order_by("-session__number").values("score")[:1])
    found = CoachingGoal.objects.filter(engagement__pk__in=engagements).annotate(known_score=known)
    return found.defer("sign_of_success", "closing_reason")


@prepared
def _sessions(engagements: list[int]) -> QuerySet[CoachingSession]:
    found = CoachingSession.objects.filter(engagement__pk__in=engagements).with_collisions()
    return found.select_related("group").defer("reason")


@prepared
def _own_and_shared(employee: Employee, on: date) -> QuerySet[CoachingEngagement]:
    """Those of the two people whatever their state, those shared with a supervisor while they are open."""
    found = CoachingEngagement.objects.visible_to(employee, on=on).with_leading(on)
    own = Q(coachee=employee) | Q(coach=employee)
    return found.filter(own | Q(state__in=OPEN_STATES)).select_related("theme", "coachee", "coach").defer("reason")


@prepared
def _kept_profile(employee: Employee) -> QuerySet[CoachProfile, int]:
    return CoachProfile.objects.kept().filter(person=employee).order_by().values_list("pk", flat=True)


def overview(employee: Employee, *, now: datetime) -> Overview:
    """Everything on the overview, in a constant number of queries."""
    today = local_date(now, employee.zone)
    found = _own_and_shared(employee, today)
    mine = cards([engagement for engagement in found if engagement.has(employee)], employee, now)
    opened = [card for card in mine if card.engagement.is_open]
    waiting = [card for card in opened if card.is_coach and card.engagement.state == State.REQUESTED]
    asked = {card.other.pk: card.engagement for card in opened if not card.is_coach}
    return Overview(
        requests=waiting,
        received=[card for card in opened if not card.is_coach],
        given=[card for card in opened if card.is_coach and card not in waiting],
        past=[card for card in mine if not card.engagement.is_open][:10],
        shared=[engagement for engagement in found if not engagement.has(employee)][:20],
        suggested=suggested(employee, on=today, asked=asked),
        is_coach=bool(_kept_profile(employee)),
    )


def outline(engagement: CoachingEngagement) -> Outline:
    """What the supervisor may know."""
    held = engagement.sessions.filter(state=CoachingSession.State.AGREED).count()
    return Outline(engagement, engagement.progress(held))


def engagement_page(engagement: CoachingEngagement, employee: Employee, *, now: datetime) -> EngagementPage:
    """Sessions in order of time, follow-ups by date, and whether it may be closed: four queries for what
    seen_engagement() gives.
    """
    goals, sessions = list(engagement.goals.all()), _sessions([engagement.pk])
    attach([engagement], "goals", goals)
    attach([engagement], "sessions", sessions)
    attach(goals, "scores", _scores(engagement))
    attach(goals, "wordings", _wordings(engagement))
    agreed = [session for session in sessions if session.state == CoachingSession.State.AGREED]
    lines = goal_lines(engagement)
    return EngagementPage(
        other=engagement.other_than(employee),
        is_coach=engagement.coach_id == employee.pk,
        step=next_step(engagement, employee, now),
        goals=[line for line in lines if line.goal.closed_at is None],
        earlier=[line for line in lines if line.goal.closed_at is not None],
        may_change_goals=engagement.is_running and access.can_set_goals(employee, engagement),
        sessions=sessions,
        follow_ups=step_lines(_agreed_steps(engagement, employee), employee, now),
        progress=engagement.progress(len(agreed)),
        can_complete=engagement.is_running and bool(agreed) and all(session.is_done for session in sessions),
        may_end=engagement.is_open and access.can_end(employee, engagement),
        coach_leads=engagement.coach_leads,
        proposal=proposal_of(engagement),
    )


@prepared
def _scores(engagement: CoachingEngagement) -> QuerySet[GoalScore]:
    return GoalScore.objects.filter(goal__engagement=engagement)


@prepared
def _wordings(engagement: CoachingEngagement) -> QuerySet[GoalWording]:
    return GoalWording.objects.filter(goal__engagement=engagement)


@prepared
def _agreed_steps(engagement: CoachingEngagement, employee: Employee) -> QuerySet[FollowUp]:
    steps = FollowUp.objects.visible_to(employee).agreed().filter(session__engagement=engagement)
    return steps.select_related("session__engagement")
