"""A coach's calendar elsewhere that has not been readable for days."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.models import BusyCalendar
from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft

from .kinds import DAY, Notice, kind
from .profile import WHY_COACH


def _unread(now: datetime) -> Iterator[Draft]:
    """Once for each time that it began to fail."""
    for calendar in BusyCalendar.objects.failed_for_long(now):
        key = f"coaching.calendar_unread:{calendar.pk}:{calendar.failing_since:%Y%m%d%H%M}:{calendar.person_id}"
        yield Draft(key, calendar.person_id, now, now + 14 * DAY, calendar.pk)


def _still_unread(reminder: Reminder) -> dict[str, Any] | None:
    failing = BusyCalendar.objects.failed_for_long(timezone.now()).filter(pk=reminder.target_id)
    return {"url": reverse("coaching:coach_hours")} if failing.exists() else None


_WORDS = Notice(
    _("We can't read your calendar"),
    _("For some days now we have not been able to read the calendar that you gave us. Its last known times hold."),
    _("Look at the address"),
)
kind(
    "calendar_unread",
    _("Calendar of a coach can't be read"),
    _WORDS,
    find=_unread,
    context=_still_unread,
    why=WHY_COACH,
)
