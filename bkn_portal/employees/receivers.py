"""What allauth tells about sign-ins, passwords and second factors, written down; and sessions that must end."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.utils import timezone

from .actions import account as actions
from .middleware import SIGNED_IN_AT

USER_AGENT_LENGTH = UserSession._meta.get_field("user_agent").max_length


@receiver(user_logged_in)
def stamp_session(request: Any, **kwargs: Any) -> None:
    """Remember when the session began: it ends SESSION_COOKIE_AGE later, however busy it is."""
    if request is not None:
        request.session[SIGNED_IN_AT] = int(timezone.now().timestamp())


@receiver(account_signals.user_logged_in)
def note_sign_in(request: Any, user: Any, **kwargs: Any) -> None:
    """Where another person was signed in, Django has dropped the session; the new one has no key yet."""
    if not request.session.session_key:
        request.session.cycle_key()
    methods = [str(entry["method"]) for entry in get_authentication_records(request, user)]
    browser = {
        "session_key": request.session.session_key,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": request.headers.get("User-Agent", "")[:USER_AGENT_LENGTH],
    }
    actions.note_sign_in(employee=user, methods=methods, now=timezone.now(), **browser)


@receiver(user_logged_out)
def note_sign_out(request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        actions.note_account_change("employees.account.signed_out", employee=user, now=timezone.now())


@receiver(account_signals.password_changed)
@receiver(account_signals.password_set)
@receiver(account_signals.password_reset)
def end_old_sessions(request: Any, user: Any, **kwargs: Any) -> None:
    """A new password signs every other browser out."""
    now = timezone.now()
    actions.note_account_change("employees.account.password_changed", employee=user, now=now)
    keep = request.session.session_key if request.user.is_authenticated else ""
    actions.end_other_sessions(keep=keep or "", by=user, now=now)


@receiver(mfa_signals.authenticator_added)
@receiver(mfa_signals.authenticator_removed)
@receiver(mfa_signals.authenticator_reset)
def note_factor_change(signal: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    change = {
        mfa_signals.authenticator_added: "employees.account.factor_added",
        mfa_signals.authenticator_removed: "employees.account.factor_removed",
        mfa_signals.authenticator_reset: "employees.account.factor_renewed",
    }[signal]
    actions.note_account_change(change, employee=user, now=timezone.now(), factor=str(authenticator.type))


@receiver(mfa_signals.authenticator_added)
def count_as_shown(request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Who has just proved to hold a new factor need not show it again: its code is spent for the next half minute."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(mfa_signals.authentication_failed)
def note_factor_refused(user: Any, **kwargs: Any) -> None:
    actions.note_failed_sign_in(nip=user.nip, now=timezone.now(), method="second_factor")
