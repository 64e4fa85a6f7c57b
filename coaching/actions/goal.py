"""Goals come, change and go while a coaching is under way; either of the two may do it."""

from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify

from .. import access
from ..models import CoachingEngagement, CoachingGoal, CoachingGoalQuerySet, GoalWording
from ..models.goal import MOST_GOALS
from ..queries import goal_version
from .engagement import GoalDraft, lock_active
from .seen import NewerGoal, refuse_unseen

WORDS = ("statement", "sign_of_success")


@transaction.atomic
def add_goal(
    *, engagement: CoachingEngagement, draft: GoalDraft, start_score: int, by: Employee, now: datetime
) -> CoachingGoal:
    """Set one more goal, up to three at a time, and tell the other one. Sent once more, it is the goal that stands.

    Raises AccessDenied, StaleState unless the coaching is under way, DomainError when three stand or another one has
    these words.
    """
    require(access.can_set_goals(by, engagement))
    lock_active(engagement)
    standing = list(_standing(engagement))
    if same := _in_these_words(standing, draft.statement):
        if same.start_score == start_score and _draft_of(same) == draft:
            return same
        raise DomainError(_("This goal stands already. Change it instead of setting it again."))
    taken = {goal.position for goal in standing}
    free = [position for position in range(1, MOST_GOALS + 1) if position not in taken]
    if not free:
        raise DomainError(_("You pursue three goals already. Withdraw one first."))
    goal = CoachingGoal.objects.create(engagement=engagement, position=free[0], start_score=start_score, **vars(draft))
    _tell("coaching.goal.added", goal, by, now)
    return goal


@transaction.atomic
def change_goal(*, goal: CoachingGoal, draft: GoalDraft, by: Employee, now: datetime, seen: str = "") -> None:
    """Change a goal that stands and tell the other one. Once a record speaks of it, its words are corrected and not
    replaced: what they said then stays for both to read.

    `seen` is the goal_version() of the page; empty: whatever is stored is replaced. Raises AccessDenied, StaleState
    unless goal and coaching go on and the goal is the one seen.
    """
    require(access.can_set_goals(by, goal.engagement))
    stored = _locked(goal)
    before = _draft_of(stored)
    if draft == before:
        return
    refuse_unseen(seen, goal_version(stored), NewerGoal)
    words = {name: getattr(stored, name) for name in WORDS}
    is_corrected = stored.is_recorded and any(getattr(draft, name) != words[name] for name in WORDS)
    if is_corrected:
        GoalWording.objects.create(goal=stored, replaced_at=now, **words)
    for name, value in vars(draft).items():
        setattr(goal, name, value)
    goal.save(update_fields=[*vars(draft)])
    _tell("coaching.goal.corrected" if is_corrected else "coaching.goal.changed", goal, by, now)


@transaction.atomic
def withdraw_goal(*, goal: CoachingGoal, by: Employee, now: datetime, reason: str = "") -> None:
    """Give a goal up and tell the other one. Once a record speaks of it, or when it names the coaching, it stays to be
    read, with its reason; else it is gone.

    Raises AccessDenied, StaleState unless goal and coaching go on, DomainError for the last goal that stands.
    """
    require(access.can_set_goals(by, goal.engagement))
    stored = _locked(goal)
    if not _standing(goal.engagement).exclude(pk=goal.pk).exists():
        raise DomainError(_("A coaching needs a goal. Set another one before you withdraw this one."))
    _tell("coaching.goal.withdrawn", goal, by, now)
    if stored.is_kept:
        CoachingGoal.objects.filter(pk=goal.pk).update(closed_at=now, closing_reason=reason)
    else:
        stored.delete()


def _standing(engagement: CoachingEngagement) -> CoachingGoalQuerySet:
    return CoachingGoal.objects.standing().filter(engagement=engagement)


def _in_these_words(goals: list[CoachingGoal], statement: str) -> CoachingGoal | None:
    """Encrypted, so compared here; capitals make no other goal."""
    return next((goal for goal in goals if goal.statement.casefold() == statement.casefold()), None)


def _draft_of(goal: CoachingGoal) -> GoalDraft:
    return GoalDraft(**{field.name: getattr(goal, field.name) for field in fields(GoalDraft)})


def _locked(goal: CoachingGoal) -> CoachingGoal:
    """The goal as it is stored; its coaching is held until the transaction ends."""
    lock_active(goal.engagement)
    stored = CoachingGoal.objects.standing().filter(pk=goal.pk).first()
    if stored is None:
        raise StaleState
    return stored


def _tell(kind: str, goal: CoachingGoal, by: Employee, now: datetime) -> None:
    """The audit, and one notice a day to the other one, however much was changed."""
    engagement = goal.engagement
    other, today = engagement.other_than(by), local_date(now, by.zone)
    key = f"coaching.goals_changed:{engagement.pk}:{today}:{other.pk}"
    notify(kind="coaching.goals_changed", recipient=other, target_id=engagement.pk, key=key, now=now)
    record(kind, actor=by, target=goal, at=now)
