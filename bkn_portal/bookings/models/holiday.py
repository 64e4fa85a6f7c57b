"""Days on which nobody has to answer: dated data that HR keeps, never constants in code."""

from datetime import date

from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def between(self, first: date, last: date) -> "HolidayQuerySet":
        """Both days included, by date."""
        return self.filter(day__gte=first, day__lte=last).order_by("day")


class Holiday(models.Model):
    """A public holiday or a day of joint leave: no working day. `source` is the decree that says so."""

    day = models.DateField(_("day"), unique=True, error_messages={"unique": _("This day is already a holiday.")})
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=200, help_text=_("The decree or circular that names the day."))

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="bookings_holiday_source",
                violation_error_message=_("A holiday needs its source."),
            )
        ]

    def __str__(self) -> str:
        return f"{formats.date_format(self.day)} · {self.name}"
