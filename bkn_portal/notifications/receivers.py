"""What the employees package tells: somebody left."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from bkn_portal.employees.models import Employee
from bkn_portal.employees.signals import employee_deactivated

from .actions import drop_reminders


@receiver(employee_deactivated, dispatch_uid="notifications.drop_reminders")
def drop_what_waits(employee: Employee, now: datetime, **kwargs: Any) -> None:
    drop_reminders(employee=employee, now=now)
