"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import register

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
)
