"""How a coach's time is written."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _

register = template.Library()
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@register.filter
def hours_minutes(length: timedelta) -> str:
    """“3 jam 30 menit”, “45 menit”."""
    hours, minutes = length // HOUR, length % HOUR // MINUTE
    parts = {"hours": hours, "minutes": minutes}
    if not hours:
        return _("%(minutes)s min") % parts
    return (_("%(hours)s h %(minutes)s min") if minutes else _("%(hours)s h")) % parts
