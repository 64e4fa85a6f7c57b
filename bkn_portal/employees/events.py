"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import Detail, register
from bkn_portal.core.periods import Zone

from .models import NoticeKind, Role, SupervisionKind

WAYS = {
    "password": _("password"),
    "mfa": _("second factor"),
    "second_factor": _("second factor"),
    "socialaccount": "SSO ASN",
    "sso": "SSO ASN",
    "reauthentication": _("confirmed anew"),
}

register(
    "employees",
    {
        "sign_in.succeeded": _("Signed in"),
        "sign_in.refused": _("Sign-in refused"),
        "account.signed_out": _("Signed out"),
        "account.password_changed": _("Password changed"),
        "account.factor_added": _("Second factor added"),
        "account.factor_removed": _("Second factor removed"),
        "account.factor_renewed": _("Recovery codes renewed"),
        "account.notice_given_up": _("A notice about the account could not be delivered"),
        "session.ended": _("A session ended by its owner"),
        "session.others_ended": _("Other sessions ended"),
        "employee.created": _("Employee added"),
        "employee.changed": _("Employee changed"),
        "employee.deactivated": _("Employee deactivated"),
        "employee.reactivated": _("Employee reactivated"),
        "employee.language_changed": _("Language chosen"),
        "employee.time_zone_changed": _("Time zone chosen"),
        "role.granted": _("Role given"),
        "role.revoked": _("Role taken back"),
        "supervisor.changed": _("Supervisor changed"),
        "supervisor.ended": _("Supervision ended"),
        "unit.created": _("Unit added"),
        "unit.changed": _("Unit changed"),
        "unit.moved": _("Unit moved"),
        "position.created": _("Position added"),
        "position.changed": _("Position changed"),
        "import.applied": _("Employees imported"),
        "unit_import.applied": _("Units imported"),
    },
    {
        "methods": Detail(_("signed in with"), WAYS),
        "method": Detail(_("tried with"), WAYS),
        "factor": Detail(
            _("second factor"),
            {"totp": _("authenticator app"), "webauthn": _("passkey"), "recovery_codes": _("recovery codes")},
        ),
        "notice": Detail(_("notice"), dict(NoticeKind.choices)),
        "count": Detail(_("how many")),
        "language": Detail(_("language"), {"id": "Bahasa Indonesia", "en": "English"}),
        "time_zone": Detail(_("own time zone"), {"": _("the unit's"), **dict(Zone.choices)}),
        "role": Detail(_("role"), {role.name.lower(): role.label for role in Role}),
        "supervisor": Detail(_("direct supervisor")),
        "supervision": Detail(_("supervision")),
        "kind": Detail(_("kind of supervision"), dict(SupervisionKind.choices)),
        "start": Detail(_("start")),
        "end": Detail(_("until")),
        "parent": Detail(_("unit above")),
        "new": Detail(_("added")),
        "changed": Detail(_("changed")),
        "unchanged": Detail(_("unchanged")),
    },
)
