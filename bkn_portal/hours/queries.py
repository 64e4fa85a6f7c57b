"""Reading the ledger: the year of one employee, and whether what is stored is what the rules give."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bkn_portal.employees.models import Employee
from bkn_portal.worklist.items import Pillar

from .conversion import ZERO, credit_all
from .models import Form, LedgerEntry, LedgerQuerySet, ObligationKind, ObligationRule, YearKind, YearTotal
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
        return sum(self.by_pillar.values(), ZERO)

    @property
    def target(self) -> Decimal | None:
        return self.obligation.jp if self.obligation else None

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

    def with_pending(self, pending: Decimal) -> "YearSummary":
        """The same year when `pending` JP wait for verification."""
        return replace(self, pending=pending)


def obligation_on(employee: Employee, on: date) -> ObligationRule | None:
    """The obligation in force for the employee's kind of employment."""
    return ObligationRule.objects.on(on).filter(employment=employee.employment).first()


def year_of(employee: Employee, on: date, obligation: ObligationRule | None) -> Year:
    """The year in which that day counts; the calendar year too for a contract whose start is not known."""
    if obligation and obligation.year_kind == YearKind.CONTRACT and employee.contract_start:
        return contract_year(on, employee.contract_start)
    return calendar_year(on)


def year_summary(employee: Employee, *, on: date) -> YearSummary:
    """The year around a day, in two queries.

    Stored totals are read; when they were kept for other years than the contract says now, the lines are summed.
    """
    obligation = obligation_on(employee, on)
    year = year_of(employee, on, obligation)
    stored = list(YearTotal.objects.filter(employee=employee, start__lte=year.end, end__gte=year.start))
    if all(Year(total.start, total.end) == year for total in stored):
        by_pillar = {pillar: getattr(stored[0], pillar) for pillar in Pillar.values} if stored else dict(NO_JP)
    else:
        by_pillar = sum_by_pillar(employee, year)
    return YearSummary(employee, year.start, year.end, obligation, by_pillar)


def sum_by_pillar(employee: Employee, year: Year) -> dict[str, Decimal]:
    """The sum of the year's lines by pillar, in one query."""
    totals = dict(NO_JP)
    for form, jp in LedgerEntry.objects.filter(employee=employee).between(year.start, year.end).jp_by_form().items():
        totals[Form(form).pillar] += jp
    return totals


def entries_of(employee: Employee, year: Year) -> LedgerQuerySet:
    """The newest line of each source of the year, with its rule, newest activity first."""
    lines = LedgerEntry.objects.filter(employee=employee).between(year.start, year.end).current()
    return lines.select_related("rule", "employee").order_by("-occurred_on", "-pk")


def replayed_totals(employee: Employee) -> dict[Year, dict[str, Decimal]]:
    """The totals from zero: every standing source credited again by the rules, by year and pillar.

    This is what the stored totals must equal; it reads no JP that were stored.
    """
    lines = list(LedgerEntry.objects.filter(employee=employee).standing().select_related("rule"))
    totals: dict[Year, dict[str, Decimal]] = defaultdict(lambda: dict(NO_JP))
    for line, credit in zip(lines, credit_all(line.record for line in lines), strict=True):
        totals[_year_for(employee, line.occurred_on)][line.pillar] += credit.jp
    return dict(totals)


def stored_totals(employee: Employee) -> dict[Year, dict[str, Decimal]]:
    """The totals as stored, by year and pillar."""
    return {
        Year(total.start, total.end): {pillar: getattr(total, pillar) for pillar in Pillar.values}
        for total in YearTotal.objects.filter(employee=employee)
    }


def differences(employee: Employee) -> dict[Year, tuple[Decimal, Decimal]]:
    """Years whose stored sum differs from the replayed one: (stored, replayed) JP. Empty when all is well."""
    stored, replayed = stored_totals(employee), replayed_totals(employee)
    found = {}
    for year in sorted({*stored, *replayed}):
        pair = stored.get(year, NO_JP), replayed.get(year, NO_JP)
        if pair[0] != pair[1]:
            found[year] = (_sum(pair[0].values()), _sum(pair[1].values()))
    return found


def _year_for(employee: Employee, day: date) -> Year:
    return year_of(employee, day, obligation_on(employee, day))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
