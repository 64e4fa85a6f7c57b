"""Writes position standards and assessments."""

from datetime import date, datetime, timedelta
from random import Random

from bkn_portal.competencies.models import (
    Assessment,
    AssessmentSource,
    CategoryStandard,
    Competency,
    CompetencyGroup,
    PositionStandard,
)
from bkn_portal.core.periods import Zone, local_date
from bkn_portal.employees.models import Employee, Position

from ..content.skills import CAST_GAPS, SPREAD, technical_of
from .people import People

SOURCE = "Contoh standar jabatan untuk peragaan"


def load_competencies(people: People, *, rng: Random, now: datetime) -> None:
    """Technical standards per functional post and one assessment of everyone, some of them below the standard.

    Written in bulk, without audit events: nobody acted.
    """
    today = local_date(now, Zone.WIB)
    defaults = {row.category: row.level for row in CategoryStandard.objects.on(today)}
    competencies = {competency.code: competency for competency in Competency.objects.active()}
    standards = _add_standards(defaults, competencies, today=today)
    general = [row for row in competencies.values() if row.group != CompetencyGroup.TECHNICAL]
    cast = {employee.pk: key for key, employee in people.cast.items()}
    rows = []
    for employee in people.active:
        default = defaults[employee.position.category]
        wanted = [(row, default) for row in general] + standards.get(employee.position_id, [])
        rows += _assess(employee, wanted, CAST_GAPS.get(cast.get(employee.pk, "")), rng=rng, today=today)
    Assessment.objects.bulk_create(rows, batch_size=1000)


def _add_standards(
    defaults: dict[str, int], competencies: dict[str, Competency], *, today: date
) -> dict[int, list[tuple[Competency, int]]]:
    rows = [
        PositionStandard(
            position=position,
            competency=competencies[code],
            level=level,
            valid_from=date(today.year - 2, 1, 1),
            source=SOURCE,
        )
        for position in Position.objects.order_by("pk")
        for code, level in technical_of(position.name, defaults[position.category])
    ]
    asked: dict[int, list[tuple[Competency, int]]] = {}
    for row in PositionStandard.objects.bulk_create(rows):
        asked.setdefault(row.position_id, []).append((row.competency, row.level))
    return asked


def _assess(
    employee: Employee,
    wanted: list[tuple[Competency, int]],
    known: dict[str, int] | None,
    *,
    rng: Random,
    today: date,
) -> list[Assessment]:
    """One assessment centre visit; `known` differences of the cast replace chance."""
    day = today - timedelta(days=rng.randint(120, 420))
    return [
        Assessment(
            employee=employee,
            competency=competency,
            level=min(max(required + _difference(competency, known, rng), 1), 5),
            assessed_on=day,
            source=AssessmentSource.ASSESSMENT,
        )
        for competency, required in wanted
    ]


def _difference(competency: Competency, known: dict[str, int] | None, rng: Random) -> int:
    chance = rng.choice(SPREAD)
    return chance if known is None else known.get(competency.code, 0)
