"""Where the portal's rules about signing in meet allauth."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.core import crypto

from . import mails
from . import nip as nip_rules
from .actions import account as account_actions
from .models import Employee

log = logging.getLogger(__name__)

# One sentence for an unknown NIP, a wrong password and a deactivated employee: nobody learns who works here.
SIGN_IN_REFUSED = _("The NIP and the password do not match. Check both and try again.")
TOO_MANY_TRIES = _("Too many failed tries. Wait five minutes and try again.")


def display_name(employee: Employee) -> str:
    """How allauth names a person in mails and passkeys: never by NIP."""
    return employee.display_name


class AccountAdapter(DefaultAccountAdapter):
    """Password sign-in: closed to sign-up, silent about who exists, mails in the reader's language."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": SIGN_IN_REFUSED,
        "too_many_login_attempts": TOO_MANY_TRIES,
        "rate_limited": TOO_MANY_TRIES,
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your present password."),
        "incorrect_code": _("This code is not valid."),
        "invalid_password_reset": _("This link is not valid any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries count for the account alone: allauth adds the Host header, where each other port gave five more.

        allauth also forgets the tries when a password is reset by mail; it names the e-mail then, which is no account.
        """
        return nip_rules.ungroup(credentials.get("username", ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        account_actions.note_failed_sign_in(nip=credentials.get("username", ""), now=timezone.now())

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, SIGN_IN_REFUSED)
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("employees:profile")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """With a second factor the password alone does not confirm who sits there."""
        methods = super().get_reauthentication_methods(user)
        names = {
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        strong = [method for method in methods if method["id"] != "reauthenticate"]
        return [method | {"description": names[method["id"]]} for method in strong or methods]

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Built from SITE_URL, not from the request: a forged Host header must not end up in a mail."""
        uidb36, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        return f"{settings.SITE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language and the zone of the recipient; an unknown address is spoken to as the page was.

        A mail server that is down stops nothing: what the mail tells of is done, and the answer to whoever asks for a
        reset must not show whether there was a mail to send.
        """
        user = context.get("user")
        frame = mails.frame(user or {"display_name": email}, link=context.get("password_reset_url", ""))
        language, zone = (user.language, user.zone) if user else (translation.get_language(), settings.TIME_ZONE)
        with translation.override(language), timezone.override(zone):
            try:
                super().send_mail(template_prefix, email, context | frame)
            except OSError as fault:  # smtplib's exceptions are OSErrors too
                log.error("Mail %s was not sent: %s", template_prefix, type(fault).__name__)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person what changed, at the address that HR keeps; without one there is nobody to tell."""
        if user.email:
            facts = {"user": user, "timestamp": timezone.now(), "ip": self.get_client_ip(self.request)}
            self.send_mail(template_prefix, user.email, facts | (context or {}))


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP, recovery codes and passkeys; secrets are encrypted with the portal's keys."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _("This code is not valid.")}

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)

    def _get_user_identifier(self, user: Any) -> str:
        # The default is the user name, which would put the NIP into the otpauth address of the QR code.
        return user.email or user.display_name

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": str(settings.SITE_NAME)}


class SsoAdapter(DefaultSocialAccountAdapter):
    """SSO ASN: the NIP that the issuer tells decides each time; nothing about the account is stored."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("employees:profile")

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """No person is made from claims; pre_social_login finds the one who exists."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the active employee by the NIP claim, or stop with the page that says whom to ask."""
        claims = sociallogin.account.get_provider_account().get_user_data() or {}
        nip = nip_rules.ungroup(str(claims.get(settings.OIDC_NIP_CLAIM, "")))
        employee = Employee.objects.active().with_profile().filter(nip=nip).first()
        if employee is None:
            account_actions.note_failed_sign_in(nip=nip, now=timezone.now(), method="sso")
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown_person.html", status=403))
        sociallogin.user = employee
        sociallogin.state["process"] = "login"

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        log.warning("SSO sign-in failed: %s %s", error, type(exception).__name__ if exception else "")
