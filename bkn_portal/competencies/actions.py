"""Recording what a person can do."""

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from . import access
from .models import Assessment, CategoryStandard, Competency, LevelText, PositionStandard

KINDS: dict[type, tuple[str, str]] = {
    Competency: ("competencies.competency.added", "competencies.competency.changed"),
    LevelText: ("competencies.leveltext.added", "competencies.leveltext.changed"),
    CategoryStandard: ("competencies.categorystandard.added", "competencies.categorystandard.changed"),
    PositionStandard: ("competencies.positionstandard.added", "competencies.positionstandard.changed"),
}
"""What the audit calls a new row and a changed one."""
Reference = TypeVar("Reference", Competency, LevelText, CategoryStandard, PositionStandard)


@transaction.atomic
def record_assessment(
    *, employee: Employee, competency: Competency, level: int, assessed_on: date, source: str, by: Employee,
    now: datetime,
) -> Assessment:  # fmt: skip
    """Record a level 1–5; of the same source and day a second one replaces the first.

    Raises AccessDenied (see access.can_record_assessment) and DomainError for a day that has not come yet.
    """
    today = local_date(now, employee.zone)
    require(access.can_record_assessment(by, employee, source, on=today))
    if assessed_on > today:
        raise DomainError(_("An assessment can't lie in the future."))
    assessment, created = Assessment.objects.update_or_create(
        employee=employee, competency=competency, assessed_on=assessed_on, source=source, defaults={"level": level}
    )
    record("competencies.assessment.recorded", actor=by, target=assessment, at=now, level=level, replaced=not created)
    return assessment


@transaction.atomic
def save_reference(*, row: Reference, by: Employee, now: datetime) -> Reference:
    """Add or change a row of the dictionary or of the standards. Raises AccessDenied and ValidationError."""
    require(access.can_manage_competencies(by))
    added, changed = KINDS[type(row)]
    kind = added if row._state.adding else changed
    row.full_clean()
    row.save()
    record(kind, actor=by, target=row, at=now)
    return row
