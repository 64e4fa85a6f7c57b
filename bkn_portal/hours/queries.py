"""Reading the ledger: the year of one employee, and whether what is stored is what the rules give."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from bkn_portal.core.prepared import prepared
from bkn_portal.core.remembered import remembered
from bkn_portal.employees.models import Employee
from bkn_portal.worklist.items import Pillar

from .conversion import ZERO, credit_all, tidy
from .models import Form, HourRule, LedgerEntry, LedgerQuerySet, ObligationKind, ObligationRule, YearKind, YearTotal
from .years import Year, calendar_year, contract_year

NO_JP: dict[str, Decimal] = dict.fromkeys(Pillar.values, ZERO)


@dataclass(frozen=True)
class YearSummary:
    """One employee's JP in one year, in JP. `pending` is what apps say still waits for verification.

    `target` is the floor of a PNS or the ceiling of a PPPK; None when no obligation is in force.
    """

    employee: Employee
    start: date
    end: date
    obligation: ObligationRule | None
    by_pillar: dict[str, Decimal]
    pending: Decimal = ZERO

    @property
    def earned(self) -> Decimal:
        return tidy(sum(self.by_pillar.values(), ZERO))

    @property
    def target(self) -> Decimal | None:
        return tidy(self.obligation.jp) if self.obligation else None

    @property
    def is_floor(self) -> bool:
        return self.obligation is not None and self.obligation.kind == ObligationKind.FLOOR

    @property
    def is_ceiling(self) -> bool:
        return self.obligation is not None and self.obligation.kind == ObligationKind.CEILING

    @property
    def remaining(self) -> Decimal:
        """JP still missing to the floor, or still allowed under the ceiling; never negative."""
        return max(ZERO, (self.target or ZERO) - self.earned)

    @property
    def over(self) -> Decimal:
        """JP beyond the target; for a PPPK that is more than the rule allows."""
        return max(ZERO, self.earned - self.target) if self.target is not None else ZERO

    @property
    def expected(self) -> Decimal:
        """Earned and pending together."""
        return self.earned + self.pending

    @property
    def is_met(self) -> bool:
        """Whether a floor is reached."""
        return self.is_floor and self.remaining == 0

    @property
    def will_be_met(self) -> bool:
        """Whether a floor is reached once everything pending is verified."""
        return self.is_floor and self.expected >= (self.target or ZERO)

    @property
    def is_calendar_year(self) -> bool:
        return Year(self.start, self.end) == calendar_year(self.start)

    @property
    def entries(self) -> LedgerQuerySet:
        """The year's sources with what each counts now, newest first."""
        return entries_of(self.employee, Year(self.start, self.end))


def obligations_of(employee: Employee) -> list[ObligationRule]:
    """Every version for the employee's kind of employment, in one query; pass it to the functions below."""
    return _obligations(employee.employment)


@prepared
def _obligations(employment: str) -> QuerySet[ObligationRule]:
    return ObligationRule.objects.filter(employment=employment)


_remembered_obligations = remembered(_obligations)


@remembered
@prepared
def _rules(form: str) -> QuerySet[HourRule]:
    return HourRule.objects.filter(form=form)


def rule_on(form: Form, day: date) -> HourRule | None:
    """The version in force on a day, for pages: posting asks the database itself."""
    return next((rule for rule in _rules(form.value) if rule.is_in_force(day)), None)


def in_force(obligations: list[ObligationRule], on: date) -> ObligationRule | None:
    """The version in force on a day."""
    return next((rule for rule in obligations if rule.is_in_force(on)), None)


def obligation_on(employee: Employee, on: date) -> ObligationRule | None:
    """The version in force for the employee on a day, in one query."""
    return in_force(obligations_of(employee), on)


def year_of(employee: Employee, on: date, obligation: ObligationRule | None) -> Year:
    """The year in which that day counts; the calendar year too for a contract whose start is not known."""
    if obligation and obligation.year_kind == YearKind.CONTRACT and employee.contract_start:
        return contract_year(on, employee.contract_start)
    return calendar_year(on)


def year_summary(employee: Employee, *, on: date) -> YearSummary:
    """The year around a day, in one query when the rules are remembered, else in two.

    Stored totals are read; when they were kept for other years than the contract says now, the lines are summed.
    """
    obligation = in_force(_remembered_obligations(employee.employment), on)
    year = year_of(employee, on, obligation)
    stored = _totals(employee, year.start, year.end)
    if all(Year(total.start, total.end) == year for total in stored):
        by_pillar = stored[0].by_pillar if stored else dict(NO_JP)
    else:
        by_pillar = sum_by_pillar(employee, year)
    return YearSummary(employee, year.start, year.end, obligation, by_pillar)


@prepared
def _totals(employee: Employee, start: date, end: date) -> QuerySet[YearTotal]:
    return YearTotal.objects.touching(employee, Year(start, end))


def years_until(employee: Employee, *, on: date) -> list[Year]:
    """The years of the employee's book, newest first: the one around `on` and every one since the first line."""
    obligations = _remembered_obligations(employee.employment)
    first = next(iter(_first_days(employee)), None)
    years: list[Year] = []
    day = on
    while not years or (first is not None and first <= day):
        years.append(year_of(employee, day, in_force(obligations, day)))
        day = years[-1].start - timedelta(days=1)
    return years


@prepared
def _first_days(employee: Employee) -> QuerySet[LedgerEntry, date]:
    lines = LedgerEntry.objects.filter(employee=employee)
    return lines.order_by("occurred_on").values_list("occurred_on", flat=True)[:1]


def sum_by_pillar(employee: Employee, year: Year) -> dict[str, Decimal]:
    """The sum of the year's lines by pillar, in one query."""
    totals = dict(NO_JP)
    for form, jp in LedgerEntry.objects.filter(employee=employee).between(year.start, year.end).jp_by_form().items():
        totals[Form(form).pillar.value] += jp
    return {pillar: tidy(jp) for pillar, jp in totals.items()}


def entries_of(employee: Employee, year: Year) -> LedgerQuerySet:
    """The newest line of each activity of the year with what its explanation needs, newest activity first."""
    lines = LedgerEntry.objects.filter(employee=employee).between(year.start, year.end).current()
    return lines.select_related("rule", "cause").order_by("-occurred_on", "-pk")


def jp_of_sources(employee: Employee, kind: str, ids: list[int]) -> Decimal:
    """What the employee's activities of one kind count together now, in JP; caps are applied, reversals are 0."""
    lines = LedgerEntry.objects.filter(employee=employee, source_kind=kind, source_id__in=ids).current()
    return tidy(sum(lines.values_list("jp", flat=True), ZERO))


def history_of(entry: LedgerEntry) -> LedgerQuerySet:
    """Every line of one activity, oldest first."""
    return LedgerEntry.objects.of_source(entry).select_related("rule", "cause", "posted_by").order_by("version")


def replayed_totals(employee: Employee) -> dict[Year, dict[str, Decimal]]:
    """The totals from zero: every standing activity credited again by the rules, by year and pillar, in two queries.

    This is what the stored totals must equal; it reads no JP that were stored.
    """
    lines = list(LedgerEntry.objects.filter(employee=employee).standing().select_related("rule"))
    obligations = obligations_of(employee)
    totals: dict[Year, dict[str, Decimal]] = defaultdict(lambda: dict(NO_JP))
    for line, credit in zip(lines, credit_all(line.record for line in lines), strict=True):
        year = year_of(employee, line.occurred_on, in_force(obligations, line.occurred_on))
        totals[year][line.pillar.value] += credit.jp
    return dict(totals)


def stored_totals(employee: Employee) -> dict[Year, dict[str, Decimal]]:
    """The totals as stored, by year and pillar."""
    totals = YearTotal.objects.filter(employee=employee)
    return {Year(total.start, total.end): total.by_pillar for total in totals}


def differences(employee: Employee) -> dict[Year, tuple[Decimal, Decimal]]:
    """Years whose stored total is not the replayed one, with the sums (stored, replayed) in JP."""
    stored, replayed = stored_totals(employee), replayed_totals(employee)
    pairs = {year: (stored.get(year, NO_JP), replayed.get(year, NO_JP)) for year in sorted({*stored, *replayed})}
    return {
        year: (sum(kept.values(), ZERO), sum(right.values(), ZERO))
        for year, (kept, right) in pairs.items()
        if kept != right
    }
