"""Changes to people and units."""

from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import require

from . import access
from .models import Employee
from .signals import employee_deactivated


@transaction.atomic
def deactivate_employee(*, employee: Employee, by: Employee, now: datetime) -> None:
    """End the employee's access at once, keep the history, and tell the apps (signal employee_deactivated).

    Open browser sessions end with the next request. Deactivating twice changes nothing. Raises AccessDenied.
    """
    require(access.can_manage_people(by))
    changed = Employee.objects.filter(pk=employee.pk, is_active=True).update(is_active=False, deactivated_at=now)
    if not changed:
        return
    employee.is_active, employee.deactivated_at = False, now
    employee_deactivated.send(sender=Employee, employee=employee, by=by, now=now)
    record("employees.employee.deactivated", actor=by, target=employee, at=now)
