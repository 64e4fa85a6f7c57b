"""Who must show a second factor, and whether this session did."""

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from . import access
from .models import Employee


def has_second_factor(employee: Employee) -> bool:
    """Whether the employee has set up an authenticator app or a passkey (recovery codes alone are none)."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=employee.pk, type__in=strong).exists()


def is_satisfied(request: HttpRequest) -> bool:
    """Whether this session may go on: always in the demo and for people of whom no second factor is required."""
    employee = request.user
    if settings.DEMO or not access.must_show_second_factor(employee):
        return True
    shown = any(record.get("method") == "mfa" for record in get_authentication_records(request, employee))
    return shown and has_second_factor(employee)


def spend_code(employee: Employee, code: str) -> None:
    """Count a code of the authenticator app as used, in allauth's own list, for as long as the clock would accept it.

    allauth forgets it after one period, and does not count the code that set the app up.
    """
    used = TOTP(Authenticator(user_id=employee.pk))._get_used_cache_key(code)
    cache.set(used, "y", timeout=mfa_settings.TOTP_PERIOD * (1 + 2 * mfa_settings.TOTP_TOLERANCE))


def next_step_url(request: HttpRequest) -> str:
    """Where a session goes that is not satisfied: to set a factor up, or to show the one that exists."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    factors = [method["url"] for method in methods if method["id"].startswith("mfa")]
    if not has_second_factor(request.user) or not factors:
        return reverse("mfa_index")
    return f"{factors[0]}?{urlencode({'next': request.get_full_path()})}"
