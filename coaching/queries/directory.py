"""Whom an employee may ask for coaching."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When, Window

from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee
from bkn_portal.employees.queries import is_supervisor_of, supervisor_of

from ..models import CoachingEngagement, CoachProfile, CoachProfileQuerySet, EngagementKind

SUGGESTED = 3
PAGE = 24


@dataclass(frozen=True)
class Wishes:
    """What the directory is asked for; empty wishes ask for nothing. `competency` and `unit` are numbers."""

    text: str = ""
    theme: str = ""
    competency: int | None = None
    language: str = ""
    unit: int | None = None
    zone: str = ""
    free: bool = False

    @property
    def has_any(self) -> bool:
        return self != Wishes()


@dataclass(frozen=True)
class Candidate:
    """Someone who may be asked; a supervisor without a profile of their own has none, and always a place.

    A coach who pauses or is full is one too: the page says so and offers to be told. `asked` is the open coaching that
    the reader has with them already.
    """

    person: Employee
    kind: EngagementKind
    profile: CoachProfile | None = None
    asked: CoachingEngagement | None = None

    @property
    def is_free(self) -> bool:
        return self.kind == EngagementKind.SUPERVISOR or bool(
            self.profile and self.profile.is_active and self.profile.free_places
        )

    @property
    def may_be_asked(self) -> bool:
        return self.is_free and not self.asked

    @property
    def is_watched(self) -> bool:
        """Whether the reader will be told about a place."""
        return bool(self.profile and self.profile.is_watched)

    @property
    def is_supervisor(self) -> bool:
        return self.kind == EngagementKind.SUPERVISOR


def kind_of(*, coach: Employee, coachee: Employee, on: date) -> EngagementKind:
    """Supervisor coaching when `coach` leads `coachee` on that day, else internal coaching."""
    is_supervisor = is_supervisor_of(coach, coachee, on=on)
    return EngagementKind.SUPERVISOR if is_supervisor else EngagementKind.INTERNAL


def open_to(employee: Employee) -> CoachProfileQuerySet:
    """Active coaches whom the employee can ask, with `free_places`, those with the most first."""
    asked = CoachingEngagement.objects.open().filter(coachee=employee).values("coach")
    found = CoachProfile.objects.active().exclude(person=employee).exclude(person__in=asked).with_places()
    return found.order_by(F("free_places").desc(), "person__name", "pk")


@prepared
def _with_a_place(employee: Employee, leader: int) -> QuerySet[CoachProfile]:
    """For a short list: names, units and places. `leader` stands there already; 0 is nobody."""
    found = open_to(employee).filter(free_places__gt=0).exclude(person=leader)
    return found.select_related("person__unit").defer("about")[:SUGGESTED]


def directory(employee: Employee, wishes: Wishes) -> CoachProfileQuerySet:
    """Coaches other than the employee, paused ones too; whoever can be asked first, then by name.

    `free` among the wishes leaves those alone who can be asked.
    """
    found = narrow(CoachProfile.objects.listed(), wishes).exclude(person=employee).with_places().with_watch(employee)
    can_be_asked = Q(state=CoachProfile.State.ACTIVE, free_places__gt=0)
    if wishes.free:
        found = found.filter(can_be_asked)
    rank = Case(When(can_be_asked, then=0), default=1, output_field=IntegerField())
    found = found.select_related("person__unit", "person__position")
    return found.order_by(rank, F("free_places").desc(), "person__name", "pk")


def directory_page(employee: Employee, wishes: Wishes, number: int, *, leader: int = 0) -> Page:
    """One page of the directory in one query; the first where there are not so many. 0 is no leader.

    The direct supervisor stands above the directory and not in it, a coach or not: coaching with them is always the
    supervisor's.
    """
    if (wishes, number) == (Wishes(), 1):
        rows = _first_page(employee, leader)
    else:
        rows = list(_page(employee, wishes, number, leader))
    if not rows and number > 1:
        return directory_page(employee, wishes, 1, leader=leader)
    page = Paginator(range(rows[0].total if rows else 0), PAGE).page(number)
    page.object_list = rows
    return page


def _page(employee: Employee, wishes: Wishes, number: int, leader: int) -> QuerySet[Any, Any]:
    found = directory(employee, wishes).exclude(person=leader).annotate(total=Window(Count("*")))
    return found.defer("reason", "place")[(number - 1) * PAGE : number * PAGE]


@prepared
def _first_page(employee: Employee, leader: int) -> QuerySet[Any, Any]:
    return _page(employee, Wishes(), 1, leader)


def narrow(found: CoachProfileQuerySet, wishes: Wishes) -> CoachProfileQuerySet:
    """Coaches that meet every wish but the free place."""
    if wishes.text:
        found = found.named(wishes.text)
    if wishes.theme:
        found = found.for_theme(wishes.theme)
    if wishes.competency:
        found = found.for_competency(wishes.competency)
    if wishes.language:
        found = found.speaking(wishes.language)
    if wishes.unit:
        found = found.filter(person__unit=wishes.unit)
    return found.in_zone(wishes.zone) if wishes.zone else found


def asked_by(employee: Employee) -> dict[int, CoachingEngagement]:
    """The employee's open coachings by coach: nobody is asked twice."""
    return {engagement.coach_id: engagement for engagement in _asked(employee)}


@prepared
def _asked(employee: Employee) -> QuerySet[CoachingEngagement]:
    return CoachingEngagement.objects.open().filter(coachee=employee).defer("reason")


def leaders(employee: Employee, *, on: date, asked: Mapping[int, CoachingEngagement]) -> list[Candidate]:
    """The direct supervisor, if there is one."""
    leader = supervisor_of(employee, on=on)
    return [Candidate(leader, EngagementKind.SUPERVISOR, asked=asked.get(leader.pk))] if leader else []


def suggested(employee: Employee, *, on: date, asked: Mapping[int, CoachingEngagement]) -> list[Candidate]:
    """For the overview: the direct supervisor, then coaches with a free place; nobody who was `asked` already."""
    found = leaders(employee, on=on, asked=asked)
    profiles = _with_a_place(employee, found[0].person.pk if found else 0)
    unasked = [one for one in found if not one.asked]
    return unasked + [Candidate(profile.person, EngagementKind.INTERNAL, profile) for profile in profiles]


def candidate(employee: Employee, pk: int, *, on: date) -> Candidate | None:
    """The person when the employee may look at them: the supervisor or a coach, full, paused or not; else None."""
    person = Employee.objects.active().with_profile().filter(pk=pk).exclude(pk=employee.pk).first()
    if person is None:
        return None
    kind = kind_of(coach=person, coachee=employee, on=on)
    profile = directory(employee, Wishes()).filter(person=person).first()
    if kind == EngagementKind.INTERNAL and profile is None:
        return None
    return Candidate(person, kind, profile, asked_by(employee).get(pk))
