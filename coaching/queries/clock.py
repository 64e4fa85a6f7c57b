"""The coach's time for an answer, as both see it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bkn_portal.bookings.queries import holidays
from bkn_portal.bookings.workdays import working_days_until
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from ..deadlines import answer_deadline
from ..models import CoachingEngagement

LOOK_AHEAD = timedelta(days=90)
"""Further than five working days can ever be away: no decree gives three months of holidays."""


@dataclass(frozen=True)
class AnswerClock:
    """`days_left` are working days after today, the last one included; `skipped` the holidays on the way."""

    ends_at: datetime
    days_left: int
    skipped: list[tuple[date, str]]


def deadline_for(coach: Employee, since: datetime) -> datetime:
    """When a request made at `since` must be answered, by the holidays known at present. One query."""
    day = local_date(since, coach.zone)
    return answer_deadline(since, coach.zone, holidays(day, day + LOOK_AHEAD).keys())


def answer_clock(engagement: CoachingEngagement, *, now: datetime) -> AnswerClock | None:
    """The running clock of a request, in the coach's days; None when nothing waits for an answer. One query."""
    if engagement.state != CoachingEngagement.State.REQUESTED or engagement.answer_by <= now:
        return None
    zone = engagement.coach.zone
    today, last = local_date(now, zone), local_date(engagement.answer_by, zone)
    known = holidays(today, last)
    return AnswerClock(engagement.answer_by, working_days_until(today, last, known.keys()), list(known.items()))
