"""Who may keep the calendar of holidays, and who their own."""

from bkn_portal.employees.access import can_manage_people
from bkn_portal.employees.models import Employee


def can_manage_holidays(employee: Employee) -> bool:
    """HR admins."""
    return can_manage_people(employee)


def can_keep_feed(employee: Employee) -> bool:
    """Everyone who still works here, their own."""
    return employee.is_active


def can_keep_calendar(employee: Employee) -> bool:
    """Everyone who still works here lets the portal read a calendar of their own; HR reads none of them."""
    return employee.is_active
