"""A coaching ends well: results, thanks, certificates."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.hours.actions import Achievement, issue_certificate
from bkn_portal.hours.models import Form as JpForm
from bkn_portal.hours.queries import jp_of_sources

from .. import access
from ..models import CoachingEngagement, CoachingGoal, CoachingSession, GoalResult, Side, ThankYou
from ..models.session import BOOKING_KIND
from ..queries.closing import CERTIFICATE_KIND, closing_hindrance, goals_of
from .engagement import lock_active, notify_of

State = CoachingEngagement.State
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Attainment:
    """What became of one goal: score −2 to +2, what changed, and what shows it."""

    goal: CoachingGoal
    score: int
    evidence: str
    shown_by: str = ""


@dataclass(frozen=True)
class Closing:
    """What one of the two writes at the end; thanks may be empty."""

    attainments: tuple[Attainment, ...] = ()
    thanks: str = ""


@transaction.atomic
def complete_engagement(*, engagement: CoachingEngagement, closing: Closing, by: Employee, now: datetime) -> None:
    """Close a coaching whose sessions are all agreed, with a result for each goal; both get a certificate.

    Tells the other one. Raises AccessDenied, StaleState, and DomainError while a session is open, before the first
    one, or without a result for each goal.
    """
    require(access.can_take_part(by, engagement))
    engagement.refuse_repeat(State.COMPLETED)
    lock_active(engagement)
    held = _held_sessions(engagement)
    _store_results(engagement, closing, by=by)
    if closing.thanks:
        ThankYou.objects.create(engagement=engagement, side=engagement.side_of(by), text=closing.thanks)
    engagement.move_to(State.COMPLETED, now=now)
    for side in Side:
        _certify(engagement, side, held, now=now)
    notify_of("engagement_completed", engagement, engagement.other_than(by), now=now)
    record("coaching.engagement.completed", actor=by, target=engagement, at=now)


@transaction.atomic
def thank(*, engagement: CoachingEngagement, text: str, by: Employee, now: datetime) -> None:
    """Write or change the own thank-you after the closing and tell the other one of the first.

    Raises AccessDenied, and StaleState unless the coaching is completed.
    """
    require(access.can_take_part(by, engagement))
    if engagement.state != State.COMPLETED:
        raise StaleState
    _row, is_new = ThankYou.objects.update_or_create(
        engagement=engagement, side=engagement.side_of(by), defaults={"text": text}
    )
    if is_new:
        notify_of("thanked", engagement, engagement.other_than(by), now=now)
    record("coaching.engagement.thanked", actor=by, target=engagement, at=now)


def _held_sessions(engagement: CoachingEngagement) -> list[CoachingSession]:
    if hindrance := closing_hindrance(engagement):
        if hindrance.unfinished:
            raise DomainError(_("One session is still open. Finish or cancel it first."))
        raise DomainError(_("There was no session yet. Cancel this coaching instead."))
    return list(CoachingSession.objects.filter(engagement=engagement).standing())


def _store_results(engagement: CoachingEngagement, closing: Closing, *, by: Employee) -> None:
    results = {attainment.goal.pk: attainment for attainment in closing.attainments}
    if results.keys() != {goal.pk for goal in goals_of(engagement)}:
        raise DomainError(_("Say for each goal what was reached."))
    side = engagement.side_of(by)
    GoalResult.objects.bulk_create(
        GoalResult(goal=one.goal, score=one.score, evidence=one.evidence, shown_by=one.shown_by, side=side)
        for one in results.values()
    )


def _certify(engagement: CoachingEngagement, side: Side, held: list[CoachingSession], *, now: datetime) -> None:
    """Sessions, their time and, for the coachee, the JP the ledger counts for them by now."""
    holder = engagement.coachee if side == Side.COACHEE else engagement.coach
    with translation.override("id"):  # as the paper itself
        activity = gettext("Coaching, as coachee") if side == Side.COACHEE else gettext("Coaching, as coach")
    days = [local_date(session.start, holder.zone) for session in held]
    jp = jp_of_sources(holder, BOOKING_KIND, [session.pk for session in held]) if side == Side.COACHEE else None
    achievement = Achievement(
        form=JpForm.COACHING, activity=activity, first_on=min(days), last_on=max(days), occasions=len(held),
        minutes=sum((session.period.length // MINUTE) for session in held), jp=jp, source_kind=CERTIFICATE_KIND,
        source_id=engagement.pk,
    )  # fmt: skip
    issue_certificate(holder=holder, achievement=achievement, now=now)
