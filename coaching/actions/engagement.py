"""A coaching begins and ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.competencies.models import Competency
from bkn_portal.core.errors import AlreadyDone, DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify

from .. import access
from ..models import (
    CoachingEngagement,
    CoachingEngagementQuerySet,
    CoachingGoal,
    CoachingSession,
    CoachingTheme,
    CoachProfile,
    EngagementKind,
)
from ..models.engagement import RECORD_STATES
from ..queries import deadline_for, kind_of, usual_length
from .invitation import send_invitation
from .leading import refuse_former_supervisor, refuse_private_with_leader
from .part import give_time_back, lock_group
from .silence import pause_silent_coach
from .watch import end_watch

State = CoachingEngagement.State
NO_SCORES: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True)
class GoalDraft:
    """What the coachee wants to reach and how both will see it."""

    statement: str
    sign_of_success: str
    competency: Competency | None = None
    target_level: int | None = None
    due: date | None = None


@transaction.atomic
def request_coaching(
    *, coach: Employee, theme: str, goal: GoalDraft, by: Employee, now: datetime, is_shared: bool = False
) -> CoachingEngagement:
    """Ask someone for coaching and tell them; the coach has 5 working days for an answer.

    The kind follows from who is asked: the direct supervisor, else an internal coach with a free place. Raises
    AccessDenied, DomainError when the theme is not on offer that day, the coach takes nobody, has no free place, or
    already has an open one with `by`, and AlreadyDone when that is the same request.
    """
    active = lock_employees([by.pk, coach.pk])
    require(by.pk in active and access.can_request(by))
    if coach.pk not in active:
        raise DomainError(_("This coach takes no requests at the moment."))
    today = local_date(now, by.zone)
    _refuse_repeat(coach, by, theme, goal)
    if not CoachingTheme.objects.on(today).filter(pk=theme).exists():
        raise DomainError(_("This theme is no longer on offer. Please choose another one."))
    kind = kind_of(coach=coach, coachee=by, on=today)
    if kind == EngagementKind.INTERNAL:
        _claim_place(coach)
    engagement = CoachingEngagement(
        coachee=by, coach=coach, kind=kind, theme_id=theme, is_shared=is_shared, requested_at=now, state_changed_at=now,
        answer_by=deadline_for(coach, now), session_minutes=_minutes_of(coach, on=today),
    )  # fmt: skip
    try:
        with transaction.atomic():
            engagement.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(_refusal(engagement)) from error
    CoachingGoal.objects.create(engagement=engagement, **vars(goal))
    end_watch(coach=coach, by=by)
    notify_of("request_received", engagement, coach, now=now)
    record("coaching.engagement.requested", actor=by, target=engagement, at=now, coaching_kind=str(kind))
    return engagement


@transaction.atomic
def accept_request(
    *, engagement: CoachingEngagement, by: Employee, now: datetime, start_scores: Mapping[int, int | None] = NO_SCORES
) -> None:
    """Say yes; `start_scores` tells by goal where the coachee stands. A goal that it leaves out, or knows no score of,
    keeps the −1 it was asked with: 0 would mean that it is reached. The last place is given once.

    Raises AccessDenied, StaleState, and DomainError after the deadline or when the coach has no place left.
    """
    require(access.can_answer(by, engagement))
    refuse_private_with_leader(engagement, now=now)
    refuse_former_supervisor(engagement, now=now)
    if engagement.kind == EngagementKind.INTERNAL:
        profile = CoachProfile.objects.select_for_update(of=("self",)).filter(person=engagement.coach_id).first()
        running = CoachingEngagement.objects.active().filter(coach=engagement.coach_id, kind=EngagementKind.INTERNAL)
        running = running.exclude(pk=engagement.pk)
        if profile is not None and running.count() >= profile.capacity:
            raise DomainError(_("You have no free place at the moment. Complete another coaching first, or decline."))
    _answer(engagement, State.ACTIVE, now=now)
    for goal, score in start_scores.items():
        if score is not None:
            CoachingGoal.objects.filter(engagement=engagement, pk=goal).update(start_score=score)
    record("coaching.engagement.accepted", actor=by, target=engagement, at=now)


@transaction.atomic
def decline_request(*, engagement: CoachingEngagement, reason: str, by: Employee, now: datetime) -> None:
    """Say no with a reason that the coachee reads. Raises AccessDenied, StaleState, DomainError after the deadline."""
    require(access.can_answer(by, engagement))
    _answer(engagement, State.DECLINED, now=now, reason=reason)
    record("coaching.engagement.declined", actor=by, target=engagement, at=now)


@transaction.atomic
def share_engagement(*, engagement: CoachingEngagement, is_shared: bool, by: Employee, now: datetime) -> None:
    """Let the supervisor see that this coaching exists, or no longer. Content is never shared.

    Raises AccessDenied, and DomainError for coaching on stress and balance.
    """
    require(access.can_share(by, engagement))
    if is_shared and engagement.is_private:
        raise DomainError(_("Coaching on stress and balance stays between you and an internal coach."))
    CoachingEngagement.objects.filter(pk=engagement.pk).update(is_shared=is_shared)
    engagement.is_shared = is_shared
    record("coaching.engagement.shared", actor=by, target=engagement, at=now, is_shared=is_shared)


@transaction.atomic
def cancel_engagement(*, engagement: CoachingEngagement, reason: str, by: Employee, now: datetime) -> None:
    """End a coaching early or withdraw a request; sessions ahead are cancelled and their time is given back.

    Sessions that have begun can still be written about and earn their JP. Tells the other one.
    Raises AccessDenied, StaleState.
    """
    require(access.can_end(by, engagement))
    event = "request_withdrawn" if engagement.state == State.REQUESTED else "engagement_cancelled"
    end_early(engagement, reason=reason, by=by, now=now)
    notify_of(event, engagement, engagement.other_than(by), now=now)


@transaction.atomic
def expire_requests(*, now: datetime) -> int:
    """End requests that nobody answered in time, tell the coachees and pause the silent coaches; how many."""
    count, overdue = 0, CoachingEngagement.objects.overdue_for_answer(now)
    _hold_profiles(overdue)
    held = overdue.select_for_update(of=("self",), skip_locked=True).select_related("coachee", "coach")
    for engagement in held.order_by("pk")[:500]:
        engagement.move_to(State.EXPIRED, now=now)
        notify_of("request_expired", engagement, engagement.coachee, now=now)
        pause_silent_coach(engagement, now=now)
        record("coaching.engagement.expired", actor=None, target=engagement, at=now)
        count += 1
    return count


@transaction.atomic
def end_engagements_of(*, employee: Employee, by: Employee | None, now: datetime) -> None:
    """Cancel every open coaching of someone who left, and tell the other ones. Called when access ends."""
    found = CoachingEngagement.objects.of(employee).open().select_related("coachee", "coach").order_by("pk")
    for engagement in found.select_for_update(of=("self",)):
        end_early(engagement, reason="", by=by, now=now)
        notify_of("engagement_cancelled", engagement, engagement.other_than(employee), now=now)


def lock_active(engagement: CoachingEngagement) -> None:
    """Hold the two people, then their engagement, until the transaction ends. Raises StaleState unless it is under way.

    People first: whoever is deactivated is held first too.
    """
    _lock(engagement, State.ACTIVE)


def lock_for_record(engagement: CoachingEngagement) -> None:
    """The same for what is written about a session that took place: also after the coaching ended early."""
    _lock(engagement, *RECORD_STATES)


def notify_of(event: str, engagement: CoachingEngagement, recipient: Employee, *, now: datetime) -> None:
    """One notice of kind coaching.<event> about an engagement."""
    key = f"coaching.{event}:{engagement.pk}:{recipient.pk}"
    notify(kind=f"coaching.{event}", recipient=recipient, target_id=engagement.pk, key=key, now=now)


def _lock(engagement: CoachingEngagement, *states: str) -> None:
    lock_employees([engagement.coachee_id, engagement.coach_id])
    locked = CoachingEngagement.objects.select_for_update(of=("self",)).filter(state__in=states)
    if not locked.filter(pk=engagement.pk).exists():
        raise StaleState


def _hold_profiles(engagements: CoachingEngagementQuerySet) -> None:
    """The coaches' profiles before their requests, as whoever accepts one or leaves does."""
    profiles = CoachProfile.objects.select_for_update(of=("self",)).filter(person__in=engagements.values("coach"))
    list(profiles.order_by("pk").values_list("pk"))


def _claim_place(coach: Employee) -> None:
    """Hold the coach's profile, so that two requests can't both take the last place."""
    profile = CoachProfile.objects.select_for_update(of=("self",)).active().filter(person=coach).first()
    if profile is None:
        raise DomainError(_("This coach takes no requests at the moment."))
    held = CoachingEngagement.objects.open().filter(coach=coach, kind=EngagementKind.INTERNAL)
    if held.count() >= profile.capacity:
        raise DomainError(_("This coach has just given away the last free place. Please choose another coach."))


def _refuse_repeat(coach: Employee, by: Employee, theme: str, goal: GoalDraft) -> None:
    """A request sent twice is one."""
    waiting = CoachingEngagement.objects.requested().filter(coachee=by, coach=coach, theme=theme)
    if any(goal.statement == row.goal.statement for row in waiting.prefetch_related("goals")):
        raise AlreadyDone


def _minutes_of(coach: Employee, *, on: date) -> int:
    """How long the coach's sessions are; about an hour for a supervisor without a profile."""
    own = CoachProfile.objects.filter(person=coach).values_list("session_minutes", flat=True).first()
    return own or usual_length(on=on)


def _answer(engagement: CoachingEngagement, state: str, *, now: datetime, reason: str = "") -> None:
    if engagement.state == State.REQUESTED and engagement.answer_by <= now:
        raise DomainError(_("The time for an answer has passed."))
    engagement.move_to(state, now=now, reason=reason)
    notify_of("request_answered", engagement, engagement.coachee, now=now)


def end_early(engagement: CoachingEngagement, *, reason: str, by: Employee | None, now: datetime) -> None:
    engagement.move_to(State.CANCELLED, now=now, reason=reason)
    ahead = CoachingSession.objects.filter(engagement=engagement, state=CoachingSession.State.SCHEDULED, start__gt=now)
    for session in ahead.select_related("engagement__coachee"):
        lock_group(session)
        session.move_to(CoachingSession.State.CANCELLED, now=now, sequence=session.sequence + 1)
        give_time_back(session, by=by, now=now)
        for person in (engagement.coachee, engagement.coach):
            send_invitation(session, person, now=now)
    record("coaching.engagement.cancelled", actor=by, target=engagement, at=now)


def _refusal(engagement: CoachingEngagement) -> object:
    """The sentence of the constraint that refused the request."""
    if engagement.coachee_id == engagement.coach_id:
        return _("Nobody coaches themselves.")
    if engagement.is_private:
        return _("Coaching on stress and balance stays between you and an internal coach.")
    return _("You already have an open coaching with this coach.")
