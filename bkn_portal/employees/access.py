"""Who may do what with people and units."""

from .models import Employee


def can_manage_people(employee: Employee) -> bool:
    """HR admins and system administrators, while they are active themselves."""
    return employee.is_active and (employee.is_hr_admin or employee.is_superuser)
