"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import Detail, register

register(
    "bookings",
    {
        "feed.opened": _("Calendar address opened"),
        "feed.rotated": _("Calendar address renewed"),
        "feed.closed": _("Calendar address closed"),
        "calendar.subscribed": _("Own calendar subscribed"),
        "calendar.left": _("Own calendar no longer read"),
        "holiday.saved": _("Holiday saved"),
        "holiday.deleted": _("Holiday deleted"),
    },
    {"day": Detail(_("day"))},
)
