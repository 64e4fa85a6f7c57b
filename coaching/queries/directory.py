"""Whom an employee may ask for coaching."""

from dataclasses import dataclass
from datetime import date

from bkn_portal.employees.models import Employee
from bkn_portal.employees.queries import is_supervisor_of, supervisor_of

from ..models import CoachProfile, CoachProfileQuerySet, EngagementKind


@dataclass(frozen=True)
class Candidate:
    """Someone who may be asked; a supervisor without a profile of their own has none, and always a place."""

    person: Employee
    kind: EngagementKind
    profile: CoachProfile | None = None

    @property
    def is_free(self) -> bool:
        return self.kind == EngagementKind.SUPERVISOR or bool(self.profile and self.profile.free_places)

    @property
    def is_supervisor(self) -> bool:
        return self.kind == EngagementKind.SUPERVISOR


def kind_of(*, coach: Employee, coachee: Employee, on: date) -> EngagementKind:
    """Supervisor coaching when `coach` leads `coachee` on that day, else internal coaching."""
    is_supervisor = is_supervisor_of(coach, coachee, on=on)
    return EngagementKind.SUPERVISOR if is_supervisor else EngagementKind.INTERNAL


def candidates(employee: Employee, *, theme: str = "", unit: int | None = None, zone: str = "") -> CoachProfileQuerySet:
    """Active coaches other than the employee, with `free_places`, those with a place first."""
    found = CoachProfile.objects.active().exclude(person=employee).with_places()
    if theme:
        found = found.for_theme(theme)
    if unit:
        found = found.filter(person__unit=unit)
    if zone:
        found = found.in_zone(zone)
    return (
        found.select_related("person__unit", "person__position")
        .prefetch_related("themes")
        .order_by("-free_places", "person__name", "pk")
    )


def suggested(employee: Employee, *, on: date, limit: int = 3) -> list[Candidate]:
    """For the overview: the direct supervisor, then coaches with a free place."""
    leader = supervisor_of(employee, on=on)
    found = [Candidate(leader, EngagementKind.SUPERVISOR)] if leader else []
    profiles = candidates(employee).exclude(person=leader).filter(free_places__gt=0)[:limit]
    return found + [Candidate(profile.person, EngagementKind.INTERNAL, profile) for profile in profiles]


def candidate(employee: Employee, pk: int, *, on: date) -> Candidate | None:
    """The person when the employee may ask them: the supervisor or an active coach, full or not; else None."""
    person = Employee.objects.active().with_profile().filter(pk=pk).exclude(pk=employee.pk).first()
    if person is None:
        return None
    kind = kind_of(coach=person, coachee=employee, on=on)
    profile = candidates(employee).filter(person=person).first()
    if kind == EngagementKind.INTERNAL and profile is None:
        return None
    return Candidate(person, kind, profile)
