"""A coach's own hours: sessions that were held, by month and year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min

from bkn_portal.core.periods import Period, local_date
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingSession, CoachingSessionQuerySet

HELD = (CoachingSession.State.HELD, CoachingSession.State.FEEDBACK_GIVEN, CoachingSession.State.AGREED)


@dataclass(frozen=True)
class MonthOfCoach:
    """One month: talks held, their time, and people coached."""

    month: date
    sessions: int
    length: timedelta
    people: int


@dataclass(frozen=True)
class CoachHours:
    """One year of a coach, in the coach's zone. `engagements` counts those with a talk in that year."""

    year: int
    years: list[int]
    months: list[MonthOfCoach]
    sessions: int
    length: timedelta
    people: int
    engagements: int
    active: int


@dataclass(frozen=True)
class _Talk:
    period: Period
    coachee: int
    engagement: int


def coach_hours(coach: Employee, *, year: int | None, now: datetime) -> CoachHours:
    """The year's sum in three queries; a year without talks, or None, means the present one.

    Talks with several coachees at the same time are one talk: nobody coaches twice at once.
    """
    held = CoachingSession.objects.counted().filter(engagement__coach=coach, state__in=HELD)
    present = local_date(now, coach.zone).year
    first = held.aggregate(first=Min("start"))["first"]
    years = list(range(present, local_date(first, coach.zone).year - 1, -1)) if first else [present]
    chosen = year if year in years else present
    talks = _talks(held, chosen, coach.zone)
    by_month: dict[date, list[_Talk]] = defaultdict(list)
    for talk in talks:
        by_month[local_date(talk.period.start, coach.zone).replace(day=1)].append(talk)
    return CoachHours(
        year=chosen, years=years, months=[_month(month, by_month[month]) for month in sorted(by_month)],
        sessions=len(_times(talks)), length=_length(talks), people=len({talk.coachee for talk in talks}),
        engagements=len({talk.engagement for talk in talks}),
        active=CoachingEngagement.objects.active().filter(coach=coach).count(),
    )  # fmt: skip


def _talks(held: CoachingSessionQuerySet, year: int, zone: str) -> list[_Talk]:
    begin = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = datetime(year + 1, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    rows = held.filter(start__gte=begin, start__lt=end).order_by("start")
    fields = ("start", "end", "engagement__coachee", "engagement")
    return [_Talk(Period(start, until), who, which) for start, until, who, which in rows.values_list(*fields)]


def _times(talks: list[_Talk]) -> set[Period]:
    return {talk.period for talk in talks}


def _length(talks: list[_Talk]) -> timedelta:
    return sum((period.length for period in _times(talks)), timedelta())


def _month(month: date, talks: list[_Talk]) -> MonthOfCoach:
    return MonthOfCoach(month, len(_times(talks)), _length(talks), len({talk.coachee for talk in talks}))
