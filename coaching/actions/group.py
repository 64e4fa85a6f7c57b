"""A coach's group session as a whole: booked, moved and called off for all at once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings import actions as bookings
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import Period, local_date
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee, Supervision

from .. import access
from ..models import CoachingEngagement, CoachingSession, GroupSession
from ..models.group import FEWEST, MOST
from ..models.session import GROUP_KIND
from ..queries import group_slots, is_short_notice
from .invitation import send_group_invitation
from .numbering import UNNUMBERED, renumber
from .offer import refuse_time
from .part import close_group
from .session import Meeting, notify_other, refuse_begun

State = CoachingSession.State


@transaction.atomic
def book_group(
    *,
    engagements: Sequence[CoachingEngagement],
    topic: str,
    period: Period,
    meeting: Meeting,
    by: Employee,
    now: datetime,
) -> GroupSession:
    """Promise everybody's time to one talk and invite each coachee to a session of their own in it.

    Raises AccessDenied unless `by` coaches all of them, StaleState when one is not under way, DomainError for a number,
    a theme or a supervisor that makes no group, PeriodTaken when the time is not free for all.
    """
    require(all(access.can_answer(by, engagement) for engagement in engagements))
    _refuse_unfit(engagements)
    _refuse_leaders(engagements, on=local_date(now, by.zone))
    people = [by, *(engagement.coachee for engagement in engagements)]
    _lock(engagements, people)
    group = GroupSession.objects.create(
        coach=by, theme_id=engagements[0].theme_id, topic=topic, start=period.start, end=period.end, mode=meeting.mode,
        place=meeting.place, state_changed_at=now,
    )  # fmt: skip
    bookings.clear_holds(people=people, kind=GROUP_KIND, object_id=group.pk, now=now)
    _refuse_unoffered(group, people[1:], period, now=now)
    bookings.book(people=people, period=period, kind=GROUP_KIND, object_id=group.pk)
    for engagement in engagements:
        _invite(engagement, group, now=now)
    send_group_invitation(group, now=now)
    record("coaching.group.booked", actor=by, target=group, at=now, coachees=len(engagements))
    return group


@transaction.atomic
def move_group(
    *,
    group: GroupSession,
    period: Period,
    meeting: Meeting,
    reason: str,
    by: Employee,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Put the talk of all at another time or place and tell each one.

    `seen` is the sequence of the page that the choice was made on. Raises AccessDenied, DomainError once it has begun,
    PeriodTaken, and StaleState when it was called off or moved meanwhile.
    """
    require(access.can_lead(by, group))
    sessions = _hold(group, seen=seen, now=now)
    people = [session.engagement.coachee for session in sessions]
    bookings.clear_holds(people=[by, *people], kind=GROUP_KIND, object_id=group.pk, now=now)
    stays = period == group.period
    if not stays:
        _refuse_unoffered(group, people, period, now=now)
    changes = {"start": period.start, "end": period.end, "mode": meeting.mode, "place": meeting.place}
    short = is_short_notice(group, now=now)
    GroupSession.objects.filter(pk=group.pk).update(**changes, sequence=group.sequence + 1)
    bookings.move(kind=GROUP_KIND, object_id=group.pk, period=period)
    for session in sessions:
        noted = session.is_short_notice if stays else short
        more = {"sequence": session.sequence + 1, "reason": reason, "is_short_notice": noted}
        CoachingSession.objects.filter(pk=session.pk).update(**changes, **more)
        session.sequence += 1
        renumber(session)
        notify_other("session_moved", session, by, now=now)
        record("coaching.session.moved", actor=by, target=session, at=now, start=period.start.isoformat())
    group.refresh_from_db()
    send_group_invitation(group, now=now)
    record("coaching.group.moved", actor=by, target=group, at=now, start=period.start.isoformat())


@transaction.atomic
def cancel_group(*, group: GroupSession, reason: str, by: Employee, now: datetime) -> None:
    """Call the talk off for all, give the time back and tell each one why.

    Raises AccessDenied, StaleState, and DomainError once it has begun.
    """
    require(access.can_lead(by, group))
    group.refuse_repeat(GroupSession.State.CANCELLED)
    sessions = _hold(group, now=now)
    short = is_short_notice(group, now=now)
    for session in sessions:
        more = {"reason": reason, "sequence": session.sequence + 1, "is_short_notice": short}
        session.move_to(State.CANCELLED, now=now, **more)
        renumber(session)
        notify_other("session_cancelled", session, by, now=now)
        record("coaching.session.cancelled", actor=by, target=session, at=now)
    close_group(group, by=by, now=now)


def _refuse_unfit(engagements: Sequence[CoachingEngagement]) -> None:
    if not FEWEST <= len({engagement.coachee_id for engagement in engagements}) == len(engagements) <= MOST:
        raise DomainError(_("A group has 2 to 8 coachees."))
    if any(engagement.is_private for engagement in engagements):
        raise DomainError(_("Coaching on stress and balance is between two people, never in a group."))
    if len({engagement.theme_id for engagement in engagements}) > 1:
        raise DomainError(_("The coachees of a group have one theme."))


def _refuse_leaders(engagements: Sequence[CoachingEngagement], *, on: date) -> None:
    """A supervisor would learn of a coaching that the coachee did not share with them."""
    coachees = [engagement.coachee_id for engagement in engagements]
    if Supervision.objects.on(on).filter(employee__in=coachees, supervisor__in=coachees).exists():
        raise DomainError(_("One of them leads another. A supervisor and their people don't meet in a group."))


def _lock(engagements: Sequence[CoachingEngagement], people: Iterable[Employee]) -> None:
    """Hold the people, then their engagements. Raises StaleState unless all are under way."""
    lock_employees([person.pk for person in people])
    active = CoachingEngagement.objects.active().filter(pk__in=[engagement.pk for engagement in engagements])
    if len(active.select_for_update(of=("self",)).order_by("pk")) < len(engagements):
        raise StaleState


def _hold(group: GroupSession, *, now: datetime, seen: int | None = None) -> list[CoachingSession]:
    """Hold the people and engagements, then the group as it is now; the sessions of those who come.

    Raises StaleState when it was called off, or moved since `seen`, and DomainError once it has begun.
    """
    coming = CoachingSession.objects.filter(group=group, state=State.SCHEDULED).select_related("engagement__coachee")
    engagements = [session.engagement for session in coming]
    _lock(engagements, [group.coach, *(engagement.coachee for engagement in engagements)])
    group.refresh_from_db(from_queryset=GroupSession.objects.select_for_update(of=("self",)))
    if group.state != GroupSession.State.SCHEDULED or seen not in (None, group.sequence):
        raise StaleState
    refuse_begun(group, now=now)
    return list(coming.all())


def _refuse_unoffered(group: GroupSession, coachees: Collection[Employee], period: Period, *, now: datetime) -> None:
    free = group_slots(group.coach, coachees, period.length, now=now, but_for=group)
    refuse_time(period, free, [group.coach, *coachees], now=now)


def _invite(engagement: CoachingEngagement, group: GroupSession, *, now: datetime) -> None:
    """One coachee's own session in the group."""
    session = CoachingSession.objects.create(
        engagement=engagement, group=group, number=UNNUMBERED, start=group.start, end=group.end,
        mode=group.mode, place=group.place, state_changed_at=now,
    )  # fmt: skip
    renumber(session)
    notify_other("group_invited", session, group.coach, now=now)
    record("coaching.session.booked", actor=group.coach, target=session, at=now, start=group.start.isoformat())
