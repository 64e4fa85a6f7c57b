"""Questions about people that other packages ask."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from bkn_portal.core.prepared import prepared

from .browsers import browser_name
from .models import Employee, Supervision, SupervisionKind

MAX_LEVELS = 20
"""Deeper than any reporting line of the state; ends the climb should the data hold a circle."""


def supervisor_of(employee: Employee, *, on: date) -> Employee | None:
    """The direct supervisor on a date: a PLH or PLT stands before the definitive one; None when there is none."""
    return next((relation.supervisor for relation in _leading(employee, on)), None)


@prepared
def _leading(employee: Employee, on: date) -> QuerySet[Supervision]:
    found = Supervision.objects.filter(employee=employee, supervisor__is_active=True).on(on).acting_first()
    return found.select_related("supervisor__unit", "supervisor__position")[:1]


def is_supervisor_of(supervisor: Employee, employee: Employee, *, on: date) -> bool:
    """Whether `supervisor` leads `employee` on a date, in whatever kind."""
    return bool(_lead(supervisor, employee, on))


@prepared
def _lead(supervisor: Employee, employee: Employee, on: date) -> QuerySet[Supervision, int]:
    found = Supervision.objects.filter(employee=employee, supervisor=supervisor).on(on)
    return found.order_by().values_list("pk", flat=True)[:1]


def reporting_line(employee_ids: Collection[int], *, on: date, last: date | None = None) -> set[int]:
    """Ids of everyone above the given people on a date, at any level, the people themselves included.

    With `last`: on any day from `on` to `last`, both included; each step up counts only for the days on which all
    steps below it hold. By definitive supervision. One query a level, however many people are asked for.
    """
    frontier = {(pk, on, last or on) for pk in employee_ids}
    met = set(frontier)
    for _level in range(MAX_LEVELS):
        frontier = _one_level_up(frontier) - met
        if not frontier:
            break
        met |= frontier
    return {pk for pk, _since, _until in met}


def _one_level_up(people: Collection[tuple[int, date, date]]) -> set[tuple[int, date, date]]:
    """Who leads these people, and when: everyone from a day to a day."""
    days: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for pk, since, until in people:
        days[pk].append((since, until))
    first, last = min(since for _pk, since, _until in people), max(until for _pk, _since, until in people)
    relations = Supervision.objects.filter(employee__in=days, kind=SupervisionKind.DEFINITIVE).between(first, last)
    shared = {
        (leader, max(since, start), min(until, end or date.max))
        for employee, leader, start, end in relations.values_list("employee_id", "supervisor_id", "start", "end")
        for since, until in days[employee]
    }
    return {(leader, since, until) for leader, since, until in shared if since <= until}


@dataclass(frozen=True)
class OpenSession:
    """One browser that is signed in."""

    pk: int
    browser: str
    address: str
    since: datetime
    is_current: bool


def _live_sessions(employee: Employee, now: datetime) -> QuerySet[UserSession]:
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    return UserSession.objects.filter(Exists(live), user=employee)


def open_sessions(employee: Employee, *, current: str | None, now: datetime) -> list[OpenSession]:
    """The browsers signed in as the employee, the present one first, then the latest."""
    found = [
        OpenSession(
            pk=session.pk,
            browser=browser_name(session.user_agent),
            address=session.ip,
            since=session.created_at,
            is_current=session.session_key == current,
        )
        for session in _live_sessions(employee, now).order_by("-created_at")
    ]
    return sorted(found, key=lambda session: not session.is_current)


def session_count(employee: Employee, *, now: datetime) -> int:
    """How many browsers are signed in as the employee."""
    return _live(employee, now)[0]


@prepared
def _live(employee: Employee, now: datetime) -> QuerySet[UserSession, int]:
    live = _live_sessions(employee, now).order_by().values(all=Value(1))
    return live.annotate(number=Count("pk")).values_list("number", flat=True)
