"""What the employees package tells: somebody left."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from bkn_portal.employees.models import Employee
from bkn_portal.employees.signals import employee_deactivated

from .actions import end_engagements_of


@receiver(employee_deactivated, dispatch_uid="coaching.end_engagements")
def end_what_is_open(employee: Employee, by: Employee | None, now: datetime, **kwargs: Any) -> None:
    end_engagements_of(employee=employee, by=by, now=now)
