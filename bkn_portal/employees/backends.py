"""How a session finds its employee."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import Employee


class EmployeeBackend(AuthenticationBackend):
    """allauth's backend; the signed-in employee comes with unit and position in one query."""

    def get_user(self, user_id: Any) -> Employee | None:
        employee = Employee.objects.with_profile().filter(pk=user_id).first()
        return employee if employee and self.user_can_authenticate(employee) else None
