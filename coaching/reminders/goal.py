"""Goals that the other one set, changed or withdrew: told once a day, without a word of them."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.registry import nothing_due

from .kinds import Notice, engagement_news, kind

kind(
    "goals_changed",
    _("Goals of a coaching changed"),
    Notice(
        _("The goals of your coaching changed"),
        _("The other one set, changed or withdrew a goal. Have a look, and say so if you see it differently."),
        _("Open the coaching"),
    ),
    find=nothing_due,
    context=engagement_news,
)
