"""Changes to people: their record, their roles, and whether they may sign in."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date

from .. import access
from ..models import Employee, NoticeKind, Role, Supervision
from ..signals import employee_deactivated
from .account import end_all_sessions
from .address import forget_old_addresses, note_new_addresses
from .notices import add_notices
from .supervision import close_supervisions

FACTS = (
    "nip", "name", "title_before", "title_after", "email", "employment", "grade", "position", "unit",
    "contract_start", "contract_end", "time_zone_override", "language",
)  # fmt: skip
"""What HR keeps about a person; roles and access have actions of their own."""


@transaction.atomic
def create_employee(*, employee: Employee, by: Employee, now: datetime) -> Employee:
    """Store a new employee without roles and without a usable password (the reset mail gives one).

    Raises AccessDenied, or ValidationError by field.
    """
    require(access.can_manage_people(by))
    for role in Role:
        setattr(employee, role.value, False)
    employee.set_unusable_password()
    employee.full_clean()
    employee.save(force_insert=True)
    record("employees.employee.created", actor=by, target=employee, at=now)
    return employee


@transaction.atomic
def update_employee(*, employee: Employee, by: Employee, now: datetime, fields: Collection[str] = FACTS) -> Employee:
    """Store the changed FACTS of an employee; the audit event names the fields, never the values.

    With `fields` the other facts stay as stored, whatever `employee` carries: someone else may have changed them.
    A changed e-mail address drops the confirmed old ones: the password can't be reset through them any longer, nor for
    a while through the new one, and a mail to the old one tells so. A changed NIP is told to the address on file.
    Raises AccessDenied (see access.can_change_nip too), or ValidationError by field.
    """
    stored = Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=employee.pk)
    require(access.can_change_employee(by, stored))
    columns = {field.name: field.attname for field in Employee._meta.concrete_fields}
    for name in set(FACTS).difference(fields):
        setattr(employee, columns[name], getattr(stored, columns[name]))
    employee.full_clean(exclude=["password"])
    changed = [name for name in FACTS if getattr(stored, columns[name]) != getattr(employee, columns[name])]
    if not changed:
        return employee
    if "nip" in changed:
        require(access.can_change_nip(by, stored))
        add_notices(NoticeKind.NIP_CHANGED, [stored], now=now)
    if "email" in changed:
        note_new_addresses([employee], now=now)
    employee.save(update_fields=[*changed, *(["email_changed_at"] if "email" in changed else [])])
    if "email" in changed:
        forget_old_addresses([employee.pk])
    record("employees.employee.changed", actor=by, target=employee, at=now, fields=changed)
    return employee


@transaction.atomic
def set_role(*, employee: Employee, role: Role, held: bool, by: Employee, now: datetime) -> None:
    """Give or take a role; nothing happens when it is so already.

    Raises AccessDenied: see access.can_set_role; HR never makes or unmakes a system administrator.
    """
    stored = Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=employee.pk)
    require(access.can_set_role(by, stored, role))
    if Employee.objects.filter(pk=employee.pk, **{role.value: not held}).update(**{role.value: held}):
        kind = "employees.role.granted" if held else "employees.role.revoked"
        record(kind, actor=by, target=employee, at=now, role=role.name.lower())
    setattr(employee, role.value, held)


@transaction.atomic
def deactivate_employee(*, employee: Employee, by: Employee, now: datetime) -> None:
    """End the employee's access at once, keep the history, and tell the apps (signal employee_deactivated).

    Open browser sessions end; supervision by and of the employee ends with this day, planned ones fall away.
    Raises AccessDenied, or DomainError when the employee is deactivated already.
    """
    stored = Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=employee.pk)
    require(access.can_deactivate(by, stored))
    if not Employee.objects.active().filter(pk=employee.pk).update(is_active=False, deactivated_at=now):
        raise DomainError(_("This employee is deactivated already."))
    employee.is_active, employee.deactivated_at = False, now
    end_all_sessions(employee=employee)
    involved = Supervision.objects.filter(Q(employee=employee) | Q(supervisor=employee))
    close_supervisions(involved, on=local_date(now, employee.zone), by=by, now=now)
    employee_deactivated.send(sender=Employee, employee=employee, by=by, now=now)
    record("employees.employee.deactivated", actor=by, target=employee, at=now)


@transaction.atomic
def reactivate_employee(*, employee: Employee, by: Employee, now: datetime) -> None:
    """Let a deactivated employee sign in again, with the roles of before; the supervisor has to be set anew.

    Raises AccessDenied, or DomainError when the employee is active already.
    """
    stored = Employee.objects.select_for_update(of=("self",), no_key=True).get(pk=employee.pk)
    require(access.can_change_employee(by, stored))
    if stored.is_active:
        raise DomainError(_("This employee is active already."))
    employee.is_active, employee.deactivated_at = True, None
    employee.save(update_fields=["is_active", "deactivated_at"])
    record("employees.employee.reactivated", actor=by, target=employee, at=now)
