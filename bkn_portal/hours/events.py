"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import Detail, register
from bkn_portal.employees.models import Employment

from . import sources
from .models import Form

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
    {
        "form": Detail(_("form"), dict(Form.choices)),
        "jp": Detail(_("JP")),
        "change": Detail(_("change of the total")),
        "source": Detail(_("source"), say=sources.in_words),
        "employment": Detail(_("employment"), dict(Employment.choices)),
        "rule": Detail(_("rule")),
    },
)
