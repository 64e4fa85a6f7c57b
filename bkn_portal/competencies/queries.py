"""Standards against assessments."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

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


def standard_of(position: Position | None, *, on: date) -> dict[Competency, int]:
    """Required level by competency on a day, in three queries.

    The category's level holds for every managerial and socio-cultural competency; the position's own standards stand
    before it and alone name technical ones. Empty without a position.
    """
    if position is None:
        return {}
    default = CategoryStandard.objects.on(on).filter(category=position.category).values_list("level", flat=True).first()
    levels: dict[Competency, int] = {}
    if default is not None:
        general = Competency.objects.active().exclude(group=CompetencyGroup.TECHNICAL)
        levels = dict.fromkeys(general, default)
    own = PositionStandard.objects.on(on).filter(position=position, competency__is_active=True)
    levels.update({standard.competency: standard.level for standard in own.select_related("competency")})
    return levels


def gaps(employee: Employee, *, on: date | None = None) -> list[Gap]:
    """The position's competencies, widest gap first, then those not assessed, then those met; four queries.

    `on` is the day of standard and assessments, today when it is left out.
    """
    on = on or timezone.localdate()
    required = standard_of(employee.position, on=on)
    if not required:
        return []
    assessed = Assessment.objects.latest(on=on).filter(employee=employee)
    actual = dict(assessed.values_list("competency_id", "level"))
    rows = [Gap(competency, actual.get(competency.pk), level) for competency, level in required.items()]
    return sorted(rows, key=lambda gap: (_order(gap.difference), gap.competency.name))


def _order(difference: int | None) -> float:
    return -0.5 if difference is None else difference
