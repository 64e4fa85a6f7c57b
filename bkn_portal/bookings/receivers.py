"""What the employees package tells: somebody left."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from bkn_portal.employees.models import Employee
from bkn_portal.employees.signals import employee_deactivated

from .actions import forget_calendar


@receiver(employee_deactivated, dispatch_uid="bookings.forget_calendar")
def forget_what_was_subscribed(employee: Employee, by: Employee | None, now: datetime, **kwargs: Any) -> None:
    forget_calendar(person=employee, by=by, now=now)
