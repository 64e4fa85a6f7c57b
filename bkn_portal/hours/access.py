"""Who may see and change what in the ledger of JP."""

from datetime import date

from django.db.models import Q, QuerySet

from bkn_portal.employees.access import can_manage_people
from bkn_portal.employees.models import Employee

from .models import LedgerEntry


def can_see_pillars(viewer: Employee, employee: Employee) -> bool:
    """The sum split into coaching, mentoring and own learning: oneself, HR admins and verifiers.

    Not the supervisor: the split would tell that a coaching engagement exists, which is the employee's to share.
    """
    return viewer == employee or can_manage_people(viewer) or (viewer.is_active and viewer.is_verifier)


def people_with_book_for(viewer: Employee, *, on: date) -> QuerySet[Employee]:
    """Everybody whose book the viewer may open: oneself, the led ones on that day, all for HR admins and verifiers."""
    if can_manage_people(viewer) or (viewer.is_active and viewer.is_verifier):
        return Employee.objects.with_profile()
    led = Employee.objects.supervised_by(viewer, on=on)
    return Employee.objects.with_profile().filter(Q(pk=viewer.pk) | Q(pk__in=led.values("pk")))


def can_amend(by: Employee, entry: LedgerEntry) -> bool:
    """Correct or reverse a line: HR admins and verifiers, never their own."""
    return by.pk != entry.employee_id and (can_manage_people(by) or (by.is_active and by.is_verifier))


def can_manage_rules(employee: Employee) -> bool:
    """Rates, caps and obligations: HR admins."""
    return can_manage_people(employee)
