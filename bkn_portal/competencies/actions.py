"""Recording what a person can do."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from . import access
from .models import Assessment, Competency


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
