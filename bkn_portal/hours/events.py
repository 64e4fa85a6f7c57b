"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import register

register(
    "hours",
    {
        "entry.earned": _("JP posted"),
        "entry.corrected": _("JP corrected"),
        "entry.reversed": _("JP reversed"),
        "certificate.issued": _("Certificate issued"),
        "rule.added": _("Hour rule added"),
        "rule.changed": _("Hour rule changed"),
        "example.saved": _("Example of a rule saved"),
        "obligation.added": _("Yearly obligation added"),
        "obligation.changed": _("Yearly obligation changed"),
    },
)
