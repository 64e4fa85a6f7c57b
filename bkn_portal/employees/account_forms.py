"""The forms of signing in: allauth's, with the portal's words and without placeholders that stand for labels."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import BoundedJson, PortalFormMixin
from bkn_portal.core.periods import Zone, zone_label

from . import nip as nip_rules
from . import second_factor
from .models import Employee
from .models.organisation import default_zone

NEW_PASSWORD, NEW_PASSWORD_AGAIN = _("New password"), _("New password again")


class PlainFields(PortalFormMixin):
    """Labels instead of placeholders. `words` maps field names to (label, help)."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, help_text = self.words[name]
                field.help_text = field.help_text if help_text is None else help_text
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SignInForm(PlainFields, account.LoginForm):
    """NIP and password; the NIP may be typed or pasted with spaces, dots or dashes."""

    words = {"password": (_("Password"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("NIP"),
            help_text=_("18 digits, with or without spaces"),
            max_length=60,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "username", "spellcheck": "false"}),
        )
        self.order_fields(["login", "password"])
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control-lg"

    def clean_login(self) -> str:
        nip = nip_rules.ungroup(self.cleaned_data["login"])
        if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
            raise ValidationError(_("A NIP has 18 digits."), code="nip_digits")
        return nip


class AskPasswordResetForm(PlainFields, account.ResetPasswordForm):
    """Asks by mail address. A known, an unknown and a just replaced address get the same page and one mail each."""

    words = {"email": (_("E-mail"), _("The address that HR has on record for you."))}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.known = Employee.objects.active().with_profile().filter(email__iexact=email)
        self.users = list(self.known.with_settled_address(timezone.now()))
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if self.users:
            return super().save(request, **kwargs)
        email, held = self.cleaned_data["email"], self.known.first()
        if held:
            get_adapter().send_mail(
                "account/email/address_held", email, {"user": held, "free_at": held.address_settles_at}
            )
        else:
            get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class ResetTokenForm(account.UserTokenForm):
    """The link of the mail; it dies with the person's access."""

    def _get_user(self, uidb36: str) -> Employee | None:
        user = super()._get_user(uidb36)
        return user if user and user.is_active else None


class ResetPasswordForm(PlainFields, account.ResetPasswordKeyForm):
    words = {"password1": (NEW_PASSWORD, None), "password2": (NEW_PASSWORD_AGAIN, None)}


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("Present password"), ""),
        "password1": (NEW_PASSWORD, None),
        "password2": (NEW_PASSWORD_AGAIN, None),
    }


class SetPasswordForm(PlainFields, account.SetPasswordForm):
    words = {"password1": (NEW_PASSWORD, None), "password2": (NEW_PASSWORD_AGAIN, None)}


class ConfirmPasswordForm(PlainFields, account.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


CODE = (_("Code"), _("6 digits from your authenticator app, or a recovery code"))


class SpendsCode(forms.BaseForm):
    """A form with a code of the authenticator app, which is good for one use only."""

    def clean_code(self) -> str:
        code = super().clean_code()
        second_factor.spend_code(self.user, code)
        return code


class SecondFactorForm(PlainFields, SpendsCode, factor.AuthenticateForm):
    words = {"code": CODE}


class ConfirmSecondFactorForm(PlainFields, SpendsCode, factor.ReauthenticateForm):
    words = {"code": CODE}


class ActivateTotpForm(PlainFields, SpendsCode, totp.ActivateTOTPForm):
    words = {"code": (_("Code"), _("The 6 digits that the app shows now"))}


PASSKEY_REFUSED = _("The passkey was not used. Try again, or choose another way.")
NAME_LENGTH = 60  # of a passkey

# What the parsers of passkey answers raise for anything that no browser sends.
MALFORMED = (AttributeError, IndexError, KeyError, NotImplementedError, TypeError, ValueError, struct.error)


@contextmanager
def refusing_passkeys() -> Iterator[None]:
    """Junk, an unknown key and a stale challenge get one sentence; allauth speaks of a code or ends in an error 500."""
    try:
        yield
    except ValidationError as fault:
        if fault.code != "incorrect_code":
            raise
        raise ValidationError(PASSKEY_REFUSED, code="passkey_refused") from fault
    except MALFORMED as fault:
        raise ValidationError(PASSKEY_REFUSED, code="passkey_refused") from fault


class CarriesPasskey(forms.BaseForm):
    """A form with a passkey's answer in a hidden field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        credential = self.fields["credential"]
        credential.decoder = BoundedJson
        credential.error_messages |= {"required": PASSKEY_REFUSED, "invalid": PASSKEY_REFUSED}


class ShowsPasskey(CarriesPasskey):
    """A form that a passkey alone makes valid."""

    def clean_credential(self) -> Any:
        with refusing_passkeys():
            return super().clean_credential()


class PasskeySignInForm(ShowsPasskey, webauthn.LoginWebAuthnForm):
    pass


class PasskeySecondFactorForm(ShowsPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class ConfirmPasskeyForm(ShowsPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(PlainFields, CarriesPasskey, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Name of the passkey"), _("For example “office laptop”")),
        "passwordless": (
            _("Sign in with this passkey alone"),
            _("Then fingerprint, face or PIN of the device replaces NIP and password."),
        ),
    }

    name = forms.CharField(max_length=NAME_LENGTH, required=False)

    def clean(self) -> dict[str, Any]:
        with refusing_passkeys():
            return super().clean()


class RenamePasskeyForm(PlainFields, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name of the passkey"), "")}

    name = forms.CharField(max_length=NAME_LENGTH)


class PersonalSettingsForm(PortalFormMixin, forms.Form):
    """Language and time zone of one person."""

    language = forms.ChoiceField(label=_("Language"), choices=[("id", "Bahasa Indonesia"), ("en", "English")])
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, employee: Employee, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"language": employee.language, "time_zone": employee.time_zone_override})
        super().__init__(*args, **kwargs)
        follow = _("As my unit (%(zone)s)") % {"zone": zone_label(default_zone(employee.unit))}
        self.fields["time_zone"].choices = [("", follow), *Zone.choices]
