"""Who may record what about competencies."""

from datetime import date

from bkn_portal.employees.access import can_manage_people
from bkn_portal.employees.models import Employee
from bkn_portal.employees.queries import is_supervisor_of


def can_manage_competencies(employee: Employee) -> bool:
    """The dictionary, the standards and everybody's assessments: HR admins."""
    return can_manage_people(employee)


def can_record_assessment(by: Employee, employee: Employee, source: str, *, on: date) -> bool:
    """HR admins any; a supervisor the own finding about a subordinate; everybody the own estimate of oneself."""
    if can_manage_competencies(by):
        return True
    if source == "self":
        return by == employee
    return source == "supervisor" and is_supervisor_of(by, employee, on=on)
