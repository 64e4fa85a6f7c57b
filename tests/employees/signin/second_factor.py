"""An authenticator app for tests."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from bkn_portal.employees.models import Employee


def add_totp(employee: Employee) -> str:
    """Set an app up for the employee; returns its secret."""
    secret = generate_totp_secret()
    # Activation encrypts through the adapter, which needs no request.
    TOTP.activate(employee, secret)
    return secret


def add_recovery_codes(employee: Employee) -> list[str]:
    return RecoveryCodes.activate(employee).get_unused_codes()


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows now, or `steps` times 30 s away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def stored_data(employee: Employee) -> str:
    """What stands in the database about the employee's factors."""
    return " ".join(str(data) for data in Authenticator.objects.filter(user=employee).values_list("data", flat=True))
