"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import Detail, register

register(
    "competencies",
    {
        "competency.added": _("Competency added"),
        "competency.changed": _("Competency changed"),
        "leveltext.added": _("Level text added"),
        "leveltext.changed": _("Level text changed"),
        "categorystandard.added": _("Default standard added"),
        "categorystandard.changed": _("Default standard changed"),
        "positionstandard.added": _("Position standard added"),
        "positionstandard.changed": _("Position standard changed"),
        "assessment.recorded": _("Assessment recorded"),
    },
    {"level": Detail(_("level")), "replaced": Detail(_("replaced one of the same day"))},
)
