"""The talk before the first session."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession
from .sessions import may_add_link, may_change_time, other_clock

State = CoachingSession.State


@dataclass(frozen=True)
class IntroductionPage:
    """An introduction as one of the two sees it."""

    other: Employee
    is_coach: bool
    elsewhere: str
    collides: bool
    may_change_time: bool
    may_add_link: bool
    may_end: bool
    may_book: bool


def may_introduce(engagement: CoachingEngagement) -> bool:
    """Whether the two have neither met nor planned to. One query."""
    return not _meetings(engagement)


@prepared
def _meetings(engagement: CoachingEngagement) -> QuerySet[CoachingSession, int]:
    found = CoachingSession.objects.filter(engagement=engagement)
    return (found.standing() | found.introductions()).order_by().values_list("pk", flat=True)[:1]


def introduction_page(session: CoachingSession, employee: Employee, *, now: datetime) -> IntroductionPage:
    """Without a query."""
    engagement = session.engagement
    running = engagement.state == CoachingEngagement.State.ACTIVE
    return IntroductionPage(
        other=engagement.other_than(employee),
        is_coach=employee.pk == engagement.coach_id,
        elsewhere=other_clock(session, employee),
        collides=session.collides_for(employee, now),
        may_change_time=may_change_time(session, running=running, now=now),
        may_add_link=may_add_link(session, employee, now=now),
        may_end=session.state == State.SCHEDULED and session.has_begun(now),
        may_book=running and session.is_done,
    )
