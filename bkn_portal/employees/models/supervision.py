"""Who leads whom, and when: dated, because acting posts (PLT, PLH) change the supervisor for a while."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import different, one_a_day, one_of


class SupervisionKind(models.TextChoices):
    """Definitive, or standing in for a while: pelaksana tugas (PLT) or pelaksana harian (PLH)."""

    DEFINITIVE = "definitive", _("Definitive")
    PLT = "plt", "PLT"
    PLH = "plh", "PLH"


class SupervisionQuerySet(models.QuerySet["Supervision"]):
    def on(self, day: date) -> "SupervisionQuerySet":
        return self.between(day, day)

    def between(self, first: date, last: date) -> "SupervisionQuerySet":
        """In force on any of these days, both included."""
        return self.filter(Q(end__isnull=True) | Q(end__gte=first), start__lte=last)

    def acting_first(self) -> "SupervisionQuerySet":
        """PLH before PLT before the definitive supervisor: who stands in decides."""
        return self.order_by(
            models.Case(
                models.When(kind=SupervisionKind.PLH, then=0),
                models.When(kind=SupervisionKind.PLT, then=1),
                default=2,
            )
        )


class Supervision(models.Model):
    """`supervisor` leads `employee` from `start` to `end`, both days included; an empty end is open."""

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervisions", verbose_name=_("employee")
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leads", verbose_name=_("direct supervisor")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=SupervisionKind.choices, default=SupervisionKind.DEFINITIVE
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision")
        verbose_name_plural = _("supervisions")
        ordering = ["-start"]
        constraints = [
            one_of("kind", SupervisionKind, name="employees_supervision_kind", message=_("Choose a kind.")),
            different(
                "employee",
                "supervisor",
                name="employees_supervision_self",
                message=_("Nobody is their own supervisor."),
            ),
            *one_a_day(
                "employees_supervision",
                ("employee", "kind"),
                _("There is already a supervisor of this kind in these days."),
                start="start",
                end="end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor} → {self.employee}"
