"""Proof that somebody took part in something that was completed."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import AppendOnly, one_of
from bkn_portal.employees.models import Employee

from .form import Form


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, employee: Employee) -> "CertificateQuerySet":
        """The own ones: whom else to show the paper is the holder's to decide."""
        return self.filter(holder=employee)


class Certificate(models.Model):
    """A row that is never changed: name, position and unit are those of the day it was issued.

    `activity` says what and in which part (“Coaching, as coachee”), never what it was about and with whom: whoever is
    shown the paper may look the number up. `minutes` is the time of all occasions, `jp` what the ledger counted at
    that moment, empty for a part that earns no JP. `source_kind` and `source_id` name what was completed.
    """

    number = models.CharField(_("reference number"), max_length=20, unique=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("holder")
    )
    holder_name = models.CharField(_("name"), max_length=260)
    holder_position = models.CharField(_("position"), max_length=260, blank=True)
    holder_unit = models.CharField(_("unit"), max_length=260, blank=True)
    form = models.CharField(_("form"), max_length=20, choices=Form.choices)
    activity = models.CharField(_("activity"), max_length=200)
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))
    occasions = models.PositiveSmallIntegerField(_("occasions"), validators=[MinValueValidator(1)])
    minutes = models.PositiveIntegerField(_("minutes"))
    jp = models.DecimalField(_("JP"), max_digits=8, decimal_places=2, null=True, blank=True)
    source_kind = models.CharField(_("source kind"), max_length=60)
    source_id = models.PositiveBigIntegerField(_("source number"))
    issued_at = models.DateTimeField(_("issued at"))

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-id"]
        constraints = [
            AppendOnly(
                name="hours_certificate_append_only",
                violation_error_message=_("A certificate is never changed."),
            ),
            one_of("form", Form, name="hours_certificate_form", message=_("Choose a form.")),
            models.UniqueConstraint(
                fields=["holder", "source_kind", "source_id"],
                name="hours_certificate_once",
                violation_error_message=_("There is already a certificate of this."),
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="hours_certificate_dates",
                violation_error_message=_("The end can't be before the start."),
            ),
            models.CheckConstraint(
                condition=Q(occasions__gte=1),
                name="hours_certificate_occasions",
                violation_error_message=_("A certificate needs at least one occasion."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The public page on which anybody who holds the paper can check it."""
        return reverse("certificates:verify", args=[self.number])

    @property
    def days(self) -> tuple[date, date]:
        return self.first_on, self.last_on
