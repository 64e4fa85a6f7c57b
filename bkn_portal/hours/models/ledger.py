"""The ledger of JP: lines are added and never changed; the newest line of a source tells what it counts."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.addresses import address
from bkn_portal.core.constraints import AppendOnly, one_of
from bkn_portal.employees.access import can_manage_people
from bkn_portal.employees.models import Employee

from .. import sources
from ..conversion import Outcome, Record, tidy
from ..years import Year
from .form import Form, Pillar
from .rules import HourRule


class EntryKind(models.TextChoices):
    """`corrected` changes quantity or credit of an earned source, `reversed` takes it back for good."""

    EARNED = "earned", _("Earned")
    CORRECTED = "corrected", _("Corrected")
    REVERSED = "reversed", _("Reversed")


class OutcomeChoices(models.TextChoices):
    COUNTED = Outcome.COUNTED.value, _("counted")
    CAP_PARTLY = Outcome.CAP_PARTLY.value, _("counted in part: the cap is reached")
    CAP_REACHED = Outcome.CAP_REACHED.value, _("not counted: the cap is reached")
    TOO_SHORT = Outcome.TOO_SHORT.value, _("not counted: less than one JP")
    REVERSED = "reversed", _("reversed")


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    def visible_to(self, viewer: Employee) -> "LedgerQuerySet":
        """Own lines; all for HR admins and verifiers.

        None for who leads the person: a coaching line would tell that an engagement exists, which is the employee's to
        share, and so would the sum less all other lines.
        """
        if can_manage_people(viewer) or viewer.is_verifier:
            return self
        return self.filter(employee=viewer)

    def between(self, start: date, end: date) -> "LedgerQuerySet":
        """Activities of these days, both included."""
        return self.filter(occurred_on__gte=start, occurred_on__lte=end)

    def of_source(self, entry: "LedgerEntry") -> "LedgerQuerySet":
        """All lines of the activity that `entry` is about."""
        return self.filter(employee=entry.employee_id, source_kind=entry.source_kind, source_id=entry.source_id)

    def current(self) -> "LedgerQuerySet":
        """The newest line of each source: what it counts now."""
        newer = LedgerEntry.objects.filter(
            employee=OuterRef("employee"),
            source_kind=OuterRef("source_kind"),
            source_id=OuterRef("source_id"),
            version__gt=OuterRef("version"),
        )
        return self.filter(~Exists(newer))

    def standing(self) -> "LedgerQuerySet":
        """Current lines of sources that have not been reversed, in the order in which they take room under a cap."""
        return self.current().exclude(kind=EntryKind.REVERSED).order_by(Coalesce("original", "pk"))

    def jp_by_form(self) -> dict[str, Decimal]:
        """Sum of changes by form."""
        return dict(self.order_by().values_list("form").annotate(total=Sum("change")))


class LedgerEntry(models.Model):
    """One line. `jp` is what the source counts after this line, `change` what the line adds to the total.

    `version` counts the lines of one source (1 = earned). `quantity` is in the unit of the rule (minutes, occasions,
    days, JP on the certificate), `counted` the part of it that earned JP. `cause` names the line whose reversal or
    correction changed the room under the cap. `title` never holds what was talked about.
    """

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hour_entries", verbose_name=_("employee")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=EntryKind.choices)
    form = models.CharField(_("form"), max_length=20, choices=Form.choices)
    title = models.CharField(_("title"), max_length=200)
    occurred_on = models.DateField(_("date"))
    quantity = models.DecimalField(_("quantity"), max_digits=8, decimal_places=2)
    international = models.BooleanField(_("international"), default=False)
    rule = models.ForeignKey(HourRule, on_delete=models.PROTECT, related_name="entries", verbose_name=_("rule"))
    counted = models.DecimalField(_("quantity counted"), max_digits=8, decimal_places=2)
    jp = models.DecimalField(_("JP"), max_digits=8, decimal_places=2)
    change = models.DecimalField(_("change of the total"), max_digits=8, decimal_places=2)
    outcome = models.CharField(_("outcome"), max_length=11, choices=OutcomeChoices.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    source_kind = models.CharField(_("source kind"), max_length=60)
    source_id = models.PositiveBigIntegerField(_("source number"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    original = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name=_("amends")
    )
    cause = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="effects", verbose_name=_("because of")
    )
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("posted by")
    )
    posted_at = models.DateTimeField(_("posted at"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger line")
        verbose_name_plural = _("ledger lines")
        ordering = ["-occurred_on", "-id"]
        indexes = [models.Index(fields=["employee", "occurred_on"], name="hours_entry_employee_day")]
        constraints = [
            AppendOnly(
                name="hours_entry_append_only",
                violation_error_message=_("A ledger line is never changed; post a correction."),
            ),
            one_of("form", Form, name="hours_entry_form", message=_("Choose a form.")),
            one_of("kind", EntryKind, name="hours_entry_kind", message=_("Choose a kind.")),
            one_of("outcome", OutcomeChoices, name="hours_entry_outcome", message=_("Choose an outcome.")),
            models.UniqueConstraint(
                fields=["employee", "source_kind", "source_id", "version"],
                name="hours_entry_once",
                violation_error_message=_("This activity is already in the ledger."),
            ),
            models.UniqueConstraint(
                fields=["employee", "source_kind", "source_id"],
                condition=Q(kind="reversed"),
                name="hours_entry_reversed_once",
                violation_error_message=_("This activity has already been reversed."),
            ),
            models.CheckConstraint(
                condition=Q(kind="earned", version=1, original__isnull=True, change=F("jp"))
                | (~Q(kind="earned") & Q(version__gt=1, original__isnull=False)),
                name="hours_entry_chain",
                violation_error_message=_("The first line of an activity is earned, later ones amend it."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, counted__gte=0, jp__gte=0),
                name="hours_entry_amounts",
                violation_error_message=_("A quantity is greater than zero, JP are never negative."),
            ),
            models.CheckConstraint(
                condition=Q(kind="reversed", outcome="reversed", jp=0) | ~(Q(kind="reversed") | Q(outcome="reversed")),
                name="hours_entry_reversed_zero",
                violation_error_message=_("A reversed activity counts nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {tidy(self.jp)} JP"

    def get_absolute_url(self) -> str:
        return address("hours:entry", self.pk)

    @property
    def label(self) -> str:
        """The title in the reader's language where the portal wrote it, else as it was written."""
        return str(sources.name_of(self.source_kind) or self.title)

    @property
    def form_label(self) -> str:
        """What get_form_display gives, without building all choices for each line."""
        return str(Form(self.form).label)

    @property
    def pillar(self) -> Pillar:
        return Form(self.form).pillar

    @property
    def record(self) -> Record:
        """The activity as the pure core reads it; `rule` must be loaded."""
        return Record(
            on=self.occurred_on, quantity=self.quantity, terms=self.rule.terms, international=self.international
        )


class YearTotalQuerySet(models.QuerySet["YearTotal"]):
    def touching(self, employee: Employee, year: Year) -> "YearTotalQuerySet":
        """The employee's totals with a day in that year: one, unless the contract changed since."""
        return self.filter(employee=employee, start__lte=year.end, end__gte=year.start)


class YearTotal(models.Model):
    """Stored sum of one employee and year; `hours_recompute` proves and repairs it."""

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hour_totals", verbose_name=_("employee")
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    coaching = models.DecimalField(_("coaching"), max_digits=8, decimal_places=2, default=0)
    mentoring = models.DecimalField(_("mentoring"), max_digits=8, decimal_places=2, default=0)
    mandiri = models.DecimalField(_("own learning"), max_digits=8, decimal_places=2, default=0)

    objects = YearTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("year total")
        verbose_name_plural = _("year totals")
        ordering = ["-start"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "start"],
                name="hours_total_once",
                violation_error_message=_("This year already has a total."),
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="hours_total_dates",
                violation_error_message=_("A year ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(coaching__gte=0, mentoring__gte=0, mandiri__gte=0),
                name="hours_total_amounts",
                violation_error_message=_("JP are never negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d}: {tidy(self.jp)} JP"

    @property
    def jp(self) -> Decimal:
        return self.coaching + self.mentoring + self.mandiri

    @property
    def by_pillar(self) -> dict[str, Decimal]:
        return {pillar: tidy(getattr(self, pillar)) for pillar in Pillar.values}
