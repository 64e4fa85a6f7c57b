"""Whom an employee may ask for coaching."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.periods import Zone
from bkn_portal.employees.models import Employee, OrgUnit, OrgUnitQuerySet
from bkn_portal.employees.queries import is_supervisor_of, supervisor_of

from ..models import CoachingTheme, CoachProfile, CoachProfileQuerySet, EngagementKind


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
    def theme_codes(self) -> list[str] | None:
        """What a coach offers; None for a supervisor or a coach who names no theme: everything."""
        if self.kind == EngagementKind.SUPERVISOR or self.profile is None:
            return None
        return [row.theme for row in self.profile.themes.all()] or None

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
        .order_by(F("free_places").desc(), "person__name", "pk")
    )


def coach_units() -> OrgUnitQuerySet:
    """Units that have a coach."""
    return OrgUnit.objects.filter(members__coach_profile__in=CoachProfile.objects.active()).distinct()


def theme_options() -> list[dict[str, object]]:
    """The themes as filter links; the first takes the filter away."""
    return [{"label": _("All themes"), "value": ""}, *_options(CoachingTheme)]


def zone_options() -> list[dict[str, object]]:
    """The zones as filter links; the first takes the filter away."""
    return [{"label": _("All time zones"), "value": ""}, *_options(Zone)]


def _options(choices: type[TextChoices]) -> list[dict[str, object]]:
    return [{"label": label, "value": value} for value, label in choices.choices]


def suggested(employee: Employee, *, on: date, limit: int = 3) -> list[Candidate]:
    """For the overview: the direct supervisor, then coaches with a free place."""
    leader = supervisor_of(employee, on=on)
    found = [Candidate(leader, EngagementKind.SUPERVISOR)] if leader else []
    profiles = candidates(employee).filter(Q(free_places__gt=0)).exclude(person__in=[leader] if leader else [])[:limit]
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
