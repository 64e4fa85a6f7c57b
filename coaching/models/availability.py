"""Exceptions to a coach's weekly hours, by dates of the coach's zone."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import NoOverlap, start_before_end

from .profile import CoachProfile


class DayOffQuerySet(models.QuerySet["DayOff"]):
    def upcoming(self, today: date) -> "DayOffQuerySet":
        """Not over yet, by date."""
        return self.filter(last_day__gte=today)

    def within(self, first: date, last: date) -> "DayOffQuerySet":
        """Rows that share at least a day with those from `first` to `last`."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class DayOff(models.Model):
    """Days on which the weekly hours do not hold, `last_day` included: leave, a journey. Booked sessions stand."""

    profile = models.ForeignKey(
        CoachProfile, on_delete=models.CASCADE, related_name="days_off", verbose_name=_("coach")
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))

    objects = DayOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("days off of a coach")
        verbose_name_plural = _("days off of coaches")
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="coaching_dayoff_order",
                violation_error_message=_("The last day can't lie before the first."),
            ),
            NoOverlap(
                name="coaching_dayoff_overlap",
                same=("profile",),
                start="first_day",
                end="last_day",
                dates=True,
                violation_error_message=_("Some of these days are off already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%d-%m-%Y}–{self.last_day:%d-%m-%Y}"

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class ExtraHoursQuerySet(models.QuerySet["ExtraHours"]):
    def upcoming(self, today: date) -> "ExtraHoursQuerySet":
        """Today and later, by date."""
        return self.filter(day__gte=today)

    def within(self, first: date, last: date) -> "ExtraHoursQuerySet":
        """Both days included."""
        return self.filter(day__gte=first, day__lte=last)


class ExtraHours(models.Model):
    """Hours of one day on top of the weekly ones, also on a day off, a holiday or a weekend."""

    profile = models.ForeignKey(
        CoachProfile, on_delete=models.CASCADE, related_name="extra_hours", verbose_name=_("coach")
    )
    day = models.DateField(_("day"))
    start = models.TimeField(_("from"))
    end = models.TimeField(_("until"))

    objects = ExtraHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("extra hours of a coach")
        verbose_name_plural = _("extra hours of coaches")
        ordering = ["day", "start", "id"]
        constraints = [
            start_before_end(
                "start", "end", name="coaching_extrahours_order", message=_("The hours must end after they start.")
            ),
            NoOverlap(
                name="coaching_extrahours_overlap",
                same=("profile", "day"),
                times=True,
                violation_error_message=_("Some of these hours are on the list already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y} {self.start:%H.%M}–{self.end:%H.%M}"
