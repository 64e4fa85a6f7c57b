"""How a session finds its employee."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from bkn_portal.core.prepared import prepared

from . import nip as nip_rules
from .models import Employee


@prepared
def _signed_in(pk: int) -> QuerySet[Employee]:
    return Employee.objects.with_profile().filter(pk=pk)


class EmployeeBackend(AuthenticationBackend):
    """allauth's backend; the signed-in employee comes with unit and position in one query."""

    def authenticate(self, request: Any, **credentials: Any) -> Employee | None:
        """By NIP with or without spaces. Every refusal costs one password hash, whatever its reason."""
        credentials["username"] = nip_rules.ungroup(credentials.get("username") or "")
        return super().authenticate(request, **credentials)

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Keep no deactivated employee aside: allauth would answer a right password with another page."""

    def get_user(self, user_id: Any) -> Employee | None:
        return next(filter(self.user_can_authenticate, _signed_in(user_id)), None)
