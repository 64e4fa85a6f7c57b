"""Standards against assessments."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from bkn_portal.core.prepared import prepared
from bkn_portal.core.two_languages import in_readers_language
from bkn_portal.employees.models import Employee, Position

from .models import Assessment, CategoryStandard, Competency, CompetencyGroup, PositionStandard


@dataclass(frozen=True)
class Gap:
    """One competency of a person's position. `difference` = actual − required; None while nobody has assessed it."""

    competency: Competency
    actual: int | None
    required: int

    @property
    def difference(self) -> int | None:
        return None if self.actual is None else self.actual - self.required

    @property
    def needs_development(self) -> bool:
        """Whether the person is known to be below the standard."""
        return self.difference is not None and self.difference < 0


@dataclass(frozen=True)
class Described:
    """A competency by its number and name, and what its levels mean, both in the reader's language."""

    number: int
    name: str
    levels: dict[int, str]


def described_competencies(known: int = 0) -> list[Described]:
    """Those in use, and `known` in use or not, by name. One query."""
    found: dict[int, Described] = {}
    for number, name, name_en, level, text, text_en in _described(known):
        one = found.setdefault(number, Described(number, in_readers_language(name, name_en), {}))
        if level is not None:
            one.levels[level] = in_readers_language(text, text_en)
    return list(found.values())


@prepared
def _described(known: int) -> QuerySet[Any, Any]:
    found = Competency.objects.filter(Q(is_active=True) | Q(pk=known)).order_by("name", "level_texts__level")
    texts = [f"level_texts__{column}" for column in ("level", "text", "text_en")]
    return found.values_list("pk", "name", "name_en", *texts)


def required_by(position: Position | None, *, on: date) -> QuerySet[Any]:
    """The competencies a position asks for on a day, each with its level as `required`; none without a position.

    The category's level holds for every managerial and socio-cultural competency; the position's own standards stand
    before it and alone name technical ones.
    """
    return _required(position.pk, position.category, on) if position else Competency.objects.none()


def _required(position: int, category: str, on: date) -> QuerySet[Any]:
    own = PositionStandard.objects.on(on).filter(position=position, competency=OuterRef("pk")).values("level")
    default = CategoryStandard.objects.on(on).filter(category=category).values("level")
    general = Case(When(~Q(group=CompetencyGroup.TECHNICAL), then=Subquery(default)))
    required = Coalesce(Subquery(own), general)
    return Competency.objects.active().annotate(required=required).filter(required__isnull=False)


def gaps(employee: Employee, *, on: date | None = None) -> list[Gap]:
    """The position's competencies in one query: widest gap first, then those not assessed, then those met.

    `on` is the day of standard and assessments, today when it is left out.
    """
    on = on or timezone.localdate()
    rows = _standard_and_assessment(employee, *standard_of(employee), on) if employee.position else []
    found = [Gap(row, row.actual, row.required) for row in rows]
    return sorted(found, key=lambda gap: (_order(gap.difference), gap.competency.label))


@prepared
def _standard_and_assessment(employee: Employee, position: int, category: str, on: date) -> QuerySet[Any]:
    return _assessed(employee, position, category, on)


def _assessed(employee: Employee, position: int, category: str, on: date) -> QuerySet[Any]:
    latest = Assessment.objects.filter(employee=employee, competency=OuterRef("pk"), assessed_on__lte=on)
    actual = Subquery(latest.order_by("-assessed_on", "-pk").values("level")[:1])
    return _required(position, category, on).annotate(actual=actual)


def below_standard(employee: Employee, position: int, category: str, on: date) -> QuerySet[Any]:
    """The competencies in which the employee is known to be below what `standard_of` names; for larger queries."""
    return _assessed(employee, position, category, on).filter(actual__lt=F("required"))


def standard_of(employee: Employee) -> tuple[int, str]:
    """Number and category of the employee's position; of none without one, which asks for nothing."""
    position = employee.position
    return (position.pk, position.category) if position else (0, "")


def _order(difference: int | None) -> float:
    return -0.5 if difference is None else difference
