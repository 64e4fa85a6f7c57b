"""Rates, caps and obligations: data with dates and a source, never constants in code."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_a_day, one_of
from bkn_portal.core.models import DatedModel
from bkn_portal.employees.models import Employment

from ..conversion import ZERO, Basis, CapMeasure, CapPeriod, Record, Terms, credit_all, tidy
from .form import Form


class Unit(models.TextChoices):
    """What one unit of a form is called."""

    OCCASION = "occasion", _("occasion")
    DAY = "day", _("day")
    PROGRAMME = "programme", _("programme")
    SEMESTER = "semester", _("semester")


class BasisChoices(models.TextChoices):
    UNIT = Basis.UNIT.value, _("rate per unit")
    MINUTES = Basis.MINUTES.value, _("rate per 45 minutes of a day")
    CERTIFICATE = Basis.CERTIFICATE.value, _("rate per JP on the certificate")


class CapPeriodChoices(models.TextChoices):
    NONE = CapPeriod.NONE.value, _("no cap")
    DAY = CapPeriod.DAY.value, _("a day")
    MONTH = CapPeriod.MONTH.value, _("a month")


class CapMeasureChoices(models.TextChoices):
    UNITS = CapMeasure.UNITS.value, _("units")
    JP = CapMeasure.JP.value, "JP"


class DatedRule(DatedModel):
    """A version of a rule, with where it stands."""

    source = models.CharField(_("source"), max_length=300)

    class Meta:
        abstract = True


class HourRule(DatedRule):
    """What one form earns. `cap_group` is the form's own code, or a name that forms share whose caps count together.

    Whether coaching and mentoring share a cap is to be confirmed by Biro SDM: give both the same group then.
    """

    form = models.CharField(_("form"), max_length=20, choices=Form.choices)
    basis = models.CharField(_("counted by"), max_length=12, choices=BasisChoices.choices)
    unit = models.CharField(_("counting unit"), max_length=10, choices=Unit.choices)
    unit_international = models.CharField(_("counting unit, international"), max_length=10, choices=Unit.choices)
    rate = models.DecimalField(_("JP per unit"), max_digits=6, decimal_places=2)
    rate_international = models.DecimalField(_("JP per unit, international"), max_digits=6, decimal_places=2)
    cap_period = models.CharField(
        _("cap counts"), max_length=5, choices=CapPeriodChoices.choices, default=CapPeriod.NONE.value
    )
    cap_measure = models.CharField(
        _("cap limits"), max_length=5, choices=CapMeasureChoices.choices, default=CapMeasure.JP.value
    )
    cap = models.DecimalField(_("cap"), max_digits=6, decimal_places=2, null=True, blank=True)
    cap_international = models.DecimalField(
        _("cap, international"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    cap_group = models.SlugField(_("cap group"), max_length=40, help_text=_("Forms with the same group share one cap."))

    class Meta:
        verbose_name = _("hour rule")
        verbose_name_plural = _("hour rules")
        ordering = ["form", "-valid_from"]
        constraints = [
            one_of("form", Form, name="hours_rule_form", message=_("Choose a form.")),
            one_of("basis", BasisChoices, name="hours_rule_basis", message=_("Choose what is counted.")),
            one_of("cap_period", CapPeriodChoices, name="hours_rule_period", message=_("Choose a period.")),
            one_of("cap_measure", CapMeasureChoices, name="hours_rule_measure", message=_("Choose what is limited.")),
            models.CheckConstraint(
                condition=Q(rate__gt=0, rate_international__gt=0),
                name="hours_rule_rate",
                violation_error_message=_("A rate is greater than zero."),
            ),
            models.CheckConstraint(
                condition=Q(cap_period="none", cap__isnull=True, cap_international__isnull=True)
                | (
                    ~Q(cap_period="none")
                    # A comparison with NULL would pass a check, so both are asked for by name.
                    & Q(cap__isnull=False, cap_international__isnull=False, cap__gt=0, cap_international__gt=0)
                ),
                name="hours_rule_cap",
                violation_error_message=_("A cap needs a period and both amounts; without a cap all stay empty."),
            ),
            models.CheckConstraint(
                condition=~Q(basis="minutes") | Q(cap_period="day"),
                name="hours_rule_minutes_by_day",
                violation_error_message=_("Minutes are counted by the day, so their cap is a daily one."),
            ),
            *one_a_day("hours_rule", ("form",), _("Another rule for this form is already valid in these days.")),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} ({self.valid_from:%Y-%m-%d})"

    @property
    def terms(self) -> Terms:
        """The rule as the pure core reads it."""
        return Terms(
            basis=Basis(self.basis),
            rate=self.rate,
            rate_international=self.rate_international,
            cap_group=self.cap_group,
            cap_period=CapPeriod(self.cap_period),
            cap_measure=CapMeasure(self.cap_measure),
            cap=self.cap or ZERO,
            cap_international=self.cap_international or ZERO,
        )


class RuleExample(models.Model):
    """A worked example of one version of a rule: `times` records of `quantity` on one day give `expected` JP."""

    rule = models.ForeignKey(HourRule, on_delete=models.CASCADE, related_name="examples", verbose_name=_("hour rule"))
    quantity = models.DecimalField(_("quantity each"), max_digits=8, decimal_places=2)
    times = models.PositiveSmallIntegerField(_("times on one day"), default=1)
    international = models.BooleanField(_("international"), default=False)
    expected = models.DecimalField(_("JP expected"), max_digits=8, decimal_places=2)

    class Meta:
        verbose_name = _("rule example")
        verbose_name_plural = _("rule examples")
        ordering = ["rule", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, times__gte=1, times__lte=31, expected__gte=0),
                name="hours_example_amounts",
                violation_error_message=_("An example has a quantity above zero, 1 to 31 times, and JP of at least 0."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.times} × {tidy(self.quantity)} = {tidy(self.expected)} JP"

    @property
    def actual(self) -> Decimal:
        """JP that the rule gives."""
        one = Record(
            on=self.rule.valid_from, quantity=self.quantity, terms=self.rule.terms, international=self.international
        )
        return sum((credit.jp for credit in credit_all([one] * self.times)), ZERO)

    @property
    def passes(self) -> bool:
        return self.actual == self.expected


class ObligationKind(models.TextChoices):
    """PNS: at least so many JP; PPPK: at most."""

    FLOOR = "floor", _("at least")
    CEILING = "ceiling", _("at most")


class YearKind(models.TextChoices):
    """The year an obligation counts in."""

    CALENDAR = "calendar", _("calendar year")
    CONTRACT = "contract", _("contract year")


class ObligationRule(DatedRule):
    """JP that one kind of civil servant owes, or may have, a year."""

    employment = models.CharField(_("employment"), max_length=4, choices=Employment.choices)
    kind = models.CharField(_("kind"), max_length=7, choices=ObligationKind.choices)
    jp = models.DecimalField(_("JP a year"), max_digits=6, decimal_places=2)
    year_kind = models.CharField(_("year"), max_length=8, choices=YearKind.choices)

    class Meta:
        verbose_name = _("yearly obligation")
        verbose_name_plural = _("yearly obligations")
        ordering = ["employment", "-valid_from"]
        constraints = [
            one_of("employment", Employment, name="hours_obligation_employment", message=_("Choose PNS or PPPK.")),
            one_of("kind", ObligationKind, name="hours_obligation_kind", message=_("Choose a kind.")),
            one_of("year_kind", YearKind, name="hours_obligation_year", message=_("Choose a year.")),
            models.CheckConstraint(
                condition=Q(jp__gt=0),
                name="hours_obligation_jp",
                violation_error_message=_("JP a year are greater than zero."),
            ),
            *one_a_day("hours_obligation", ("employment",), _("Another obligation is already valid in these days.")),
        ]

    def __str__(self) -> str:
        return f"{self.get_employment_display()} ({self.valid_from:%Y-%m-%d})"
