"""A person's own calendar elsewhere, read for the times at which they are busy."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import start_before_end
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.core.fetching import FetchFault
from bkn_portal.employees.models import Employee

FAILED_FOR_LONG = timedelta(days=3)


class BusyCalendarQuerySet(models.QuerySet["BusyCalendar"]):
    def visible_to(self, employee: Employee) -> "BusyCalendarQuerySet":
        """The person's own."""
        return self.filter(person=employee)

    def due(self, now: datetime) -> "BusyCalendarQuerySet":
        """Whose time to be read has come, the longest waiting first."""
        return self.filter(next_try_at__lte=now, person__is_active=True).order_by("next_try_at", "pk")

    def failed_for_long(self, now: datetime) -> "BusyCalendarQuerySet":
        """None where the portal reads no calendars: there they do not fail."""
        if not settings.BUSY_CALENDARS:
            return self.none()
        return self.filter(failing_since__lte=now - FAILED_FOR_LONG, person__is_active=True)


class BusyCalendar(models.Model):
    """`address` may hold a secret: encrypted, and never shown again in whole.

    `next_try_at` is also the claim of whoever reads it now; `read_at` is when its content was last known; `etag` and
    `last_modified` are what the host wants to hear to say that nothing changed; `known_until` is the end of the times
    that are stored.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="busy_calendar", verbose_name=_("person")
    )
    address = EncryptedTextField(_("address of the calendar"), max_length=1000)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    next_try_at = models.DateTimeField(_("next try"), db_index=True)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True)
    known_until = models.DateTimeField(null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    fault = models.CharField(_("fault"), max_length=15, choices=FetchFault.choices, blank=True)

    objects = BusyCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("busy calendar")
        verbose_name_plural = _("busy calendars")
        constraints = [
            models.CheckConstraint(
                condition=Q(fault="", failing_since=None) | Q(fault__in=FetchFault.values, failing_since__isnull=False),
                name="bookings_busycalendar_fault",
                violation_error_message=_("A fault has a beginning, and a beginning a fault."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def host(self) -> str:
        """All of the address that is shown."""
        return urlsplit(self.address).hostname or ""


class BusyTimeQuerySet(models.QuerySet["BusyTime"]):
    def within(self, start: datetime, end: datetime) -> "BusyTimeQuerySet":
        """Rows that share at least a moment with [start, end)."""
        return self.filter(start__lt=end, end__gt=start)


class BusyTime(models.Model):
    """One time that the calendar calls taken; no word about what."""

    calendar = models.ForeignKey(BusyCalendar, on_delete=models.CASCADE, related_name="times")
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))

    objects = BusyTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("busy time")
        verbose_name_plural = _("busy times")
        ordering = ["start", "id"]
        indexes = [models.Index(fields=["calendar", "start"], name="bookings_busytime_start")]
        constraints = [
            start_before_end(
                "start", "end", name="bookings_busytime_dates", message=_("A busy time ends after it starts.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}–{self.end:%H:%M}"
