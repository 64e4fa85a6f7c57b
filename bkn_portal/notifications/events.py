"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import register

register(
    "notifications",
    {
        "preferences.chosen": _("Notification choices changed"),
        "reminder.resent": _("Reminder sent again"),
        "reminder.cancelled": _("Reminder cancelled"),
    },
)
