"""Who may do what with people and units."""

from .models import Employee, Role


def can_manage_people(employee: Employee) -> bool:
    """HR admins and system administrators, while they are active themselves."""
    return employee.manages_people


def can_change_employee(by: Employee, employee: Employee) -> bool:
    """Who manages people; a system administrator's record only by another one.

    Whoever may change an e-mail address can have the password reset: HR must not get to a higher role that way.
    """
    return can_manage_people(by) and (by.is_superuser or not employee.is_superuser)


def can_change_nip(by: Employee, employee: Employee) -> bool:
    """Who may change the record, until the employee has signed in; from then on a system administrator.

    SSO signs in whoever bears the NIP: HR must not put another person's NIP on an account (docs/adr/0019).
    """
    return can_change_employee(by, employee) and (by.is_superuser or employee.last_login is None)


def can_deactivate(by: Employee, employee: Employee) -> bool:
    """Who may change the record, but nobody their own: the last administrator would lock the door from outside."""
    return can_change_employee(by, employee) and by.pk != employee.pk


def can_set_role(by: Employee, employee: Employee, role: Role) -> bool:
    """HR gives and takes every role but system administrator; nobody takes the own key to the administration."""
    if not can_change_employee(by, employee):
        return False
    if role == Role.SUPERUSER and not by.is_superuser:
        return False
    return by.pk != employee.pk or role not in (Role.SUPERUSER, Role.HR_ADMIN)


def can_enter_admin(employee: Employee) -> bool:
    """Who may work in the Django admin; the second factor is asked on top (second_factor.is_satisfied)."""
    return employee.is_authenticated and can_manage_people(employee)


def must_show_second_factor(employee: Employee) -> bool:
    """Whoever may enter the admin, outside the demo."""
    return can_enter_admin(employee)


def can_change_personal_settings(by: Employee, employee: Employee) -> bool:
    """Language and time zone are everyone's own choice; nobody sets them for another."""
    return by.is_active and by.pk == employee.pk


def can_end_session(by: Employee, owner_id: int) -> bool:
    """A session is ended by its owner."""
    return by.is_active and by.pk == owner_id
