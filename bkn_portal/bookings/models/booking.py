"""Promised time: one row for each person of an appointment, whatever app made it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import NoOverlap, start_before_end
from bkn_portal.core.periods import Period


class BookingQuerySet(models.QuerySet["Booking"]):
    def of(self, kind: str, object_id: int) -> "BookingQuerySet":
        """The rows of one appointment."""
        return self.filter(kind=kind, object_id=object_id)

    def standing(self, now: datetime) -> "BookingQuerySet":
        """Promises, and holds whose time is not over."""
        return self.filter(Q(held_until=None) | Q(held_until__gt=now))

    def promised(self) -> "BookingQuerySet":
        """Without the holds of people who are still choosing."""
        return self.filter(held_until=None)

    def over(self, now: datetime) -> "BookingQuerySet":
        """Holds whose time is over: they keep nobody from anything."""
        return self.filter(held_until__lte=now)

    def within(self, start: datetime, end: datetime) -> "BookingQuerySet":
        """Rows that share at least a moment with [start, end)."""
        return self.filter(start__lt=end, end__gt=start)


class Booking(models.Model):
    """`person` has promised [start, end) to the appointment `kind`:`object_id`. A cancelled promise is no row.

    With `held_until` it is no promise yet: the time is kept while somebody makes up their mind.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("person")
    )
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.BigIntegerField(_("appointment number"))
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["start", "id"]
        constraints = [
            start_before_end(
                "start", "end", name="bookings_booking_dates", message=_("An appointment ends after it starts.")
            ),
            NoOverlap(
                name="bookings_booking_overlap",
                same=("person",),
                violation_error_message=_("This time is already taken."),
            ),
            models.UniqueConstraint(
                fields=["kind", "object_id", "person"],
                name="bookings_booking_once",
                violation_error_message=_("This person already has a place in this appointment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} {self.start:%Y-%m-%d %H:%M}"

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)
