"""Posting to the ledger. Every change of one employee's JP happens under that employee's lock."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from .. import access
from ..conversion import ZERO, Basis, Credit, Outcome, credit_all
from ..models import EntryKind, Form, HourRule, LedgerEntry, YearTotal
from ..models.ledger import OutcomeChoices
from ..queries import in_force, obligation_on, obligations_of, sum_by_pillar, year_of
from ..years import Year

KINDS = {
    EntryKind.EARNED: "hours.entry.earned",
    EntryKind.CORRECTED: "hours.entry.corrected",
    EntryKind.REVERSED: "hours.entry.reversed",
}
"""What the audit calls a new line."""

MINUTES_A_DAY = 24 * 60


@transaction.atomic
def post(
    *, employee: Employee, form: Form, occurred_on: date, quantity: Decimal, source_kind: str, source_id: int,
    title: str, by: Employee, now: datetime, international: bool = False,
) -> LedgerEntry:  # fmt: skip
    """Credit one activity and return its line; posting the same source again changes nothing and returns the first.

    `quantity` is in the unit of the form's rule: occasions, days, minutes, or JP on the certificate. What lies beyond
    a cap is kept with 0 JP and the reason. The caller has checked who may post. Waits for other posts of the same
    employee. Raises DomainError for a day to come, a quantity that can't be, or a form without a rule on that day.
    """
    employee = _lock(employee)
    source = LedgerEntry.objects.filter(employee=employee, source_kind=source_kind, source_id=source_id, version=1)
    if first := source.first():
        return first
    if occurred_on > local_date(now, employee.zone):
        raise DomainError(_("JP are counted after the activity, not before."))
    rule = HourRule.objects.on(occurred_on).filter(form=form).first()
    if rule is None:
        raise DomainError(_("No hour rule is in force for this form on that day."))
    quantity = _checked(quantity, rule)
    entry = LedgerEntry(
        employee=employee, kind=EntryKind.EARNED, form=form, title=title, occurred_on=occurred_on, quantity=quantity,
        international=international, rule=rule, source_kind=source_kind, source_id=source_id, posted_by=by,
        posted_at=now,
    )  # fmt: skip
    earlier = _standing(entry)
    credit = credit_all([*(line.record for line in earlier), entry.record])[-1]
    _fill(entry, credit, before=ZERO)
    _store(entry, now=now)
    return entry


@transaction.atomic
def reverse(*, entry: LedgerEntry, reason: str, by: Employee, now: datetime) -> LedgerEntry:
    """Take an activity back for good and return the reversing line.

    The room it took under a cap goes to the activities posted after it: what they now count is posted as corrections
    that name this line as their cause. A second reversal changes nothing. Raises AccessDenied.
    """
    require(access.can_amend(by, entry))
    latest = _latest(entry, _lock(entry.employee))
    if latest.kind == EntryKind.REVERSED:
        return latest
    line = _amendment(latest, kind=EntryKind.REVERSED, reason=reason, by=by, now=now)
    line.counted, line.jp, line.change, line.outcome = ZERO, ZERO, -latest.jp, OutcomeChoices.REVERSED
    _store(line, now=now)
    _resettle(line, by=by, now=now)
    return line


@transaction.atomic
def correct(
    *, entry: LedgerEntry, quantity: Decimal, international: bool, reason: str, by: Employee, now: datetime
) -> LedgerEntry:
    """Change how much an activity was and return the correcting line; later activities are settled anew.

    `entry` is the newest line of its activity. A wrong day or form is reversed and recorded anew. Raises
    AccessDenied, StaleState when there is a newer line, and DomainError when the activity was reversed.
    """
    require(access.can_amend(by, entry))
    latest = _latest(entry, _lock(entry.employee))
    if latest.kind == EntryKind.REVERSED:
        raise DomainError(_("This activity has been reversed; it can't be corrected any more."))
    if latest.pk != entry.pk:
        raise StaleState
    line = _amendment(latest, kind=EntryKind.CORRECTED, reason=reason, by=by, now=now)
    line.quantity, line.international = _checked(quantity, latest.rule), international
    lines = [line if other.pk == latest.pk else other for other in _standing(latest)]
    position = lines.index(line)
    _fill(line, credit_all(each.record for each in lines)[position], before=latest.jp)
    _store(line, now=now)
    _resettle(line, by=by, now=now)
    return line


@transaction.atomic
def recompute(*, employee: Employee) -> None:
    """Rebuild the employee's stored totals from the ledger's lines."""
    _rebuild(_lock(employee))


def _lock(employee: Employee) -> Employee:
    """The employee as stored now; all posting for one employee waits in line, rows that merely refer to it do not."""
    people = Employee.objects.select_for_update(of=("self",), no_key=True).select_related("unit").order_by()
    return people.get(pk=employee.pk)


def _checked(quantity: Decimal, rule: HourRule) -> Decimal:
    whole = rule.basis != Basis.CERTIFICATE
    if quantity <= 0 or quantity > 9999 or (whole and quantity != quantity.to_integral_value()):
        raise DomainError(_("The quantity must be a whole number greater than zero."))
    if rule.basis == Basis.MINUTES and quantity > MINUTES_A_DAY:
        raise DomainError(_("A day has no more than 1,440 minutes."))
    return quantity


def _standing(entry: LedgerEntry) -> list[LedgerEntry]:
    """Lines that share a cap with `entry` in its month, in posting order."""
    first = entry.occurred_on.replace(day=1)
    return list(
        LedgerEntry.objects.filter(
            employee=entry.employee_id,
            rule__cap_group=entry.rule.cap_group,
            occurred_on__year=first.year,
            occurred_on__month=first.month,
        )
        .standing()
        .select_related("rule", "employee")
    )


def _latest(entry: LedgerEntry, employee: Employee) -> LedgerEntry:
    latest = LedgerEntry.objects.of_source(entry).select_related("rule").order_by("-version")[0]
    latest.employee = employee
    return latest


def _amendment(latest: LedgerEntry, *, kind: EntryKind, reason: str, by: Employee, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        employee=latest.employee, kind=kind, form=latest.form, title=latest.title, occurred_on=latest.occurred_on,
        quantity=latest.quantity, international=latest.international, rule=latest.rule, reason=reason,
        source_kind=latest.source_kind, source_id=latest.source_id, version=latest.version + 1,
        original_id=latest.original_id or latest.pk, posted_by=by, posted_at=now,
    )  # fmt: skip


def _fill(entry: LedgerEntry, credit: Credit, *, before: Decimal) -> None:
    entry.counted, entry.jp, entry.outcome = credit.counted, credit.jp, credit.outcome.value
    entry.change = credit.jp - before


def _resettle(cause: LedgerEntry, *, by: Employee, now: datetime) -> None:
    """Credit the lines of the cap's month again; post a correction for each that changed."""
    lines = _standing(cause)
    for line, credit in zip(lines, credit_all(each.record for each in lines), strict=True):
        if (credit.counted, credit.jp, credit.outcome) != (line.counted, line.jp, Outcome(line.outcome)):
            settled = _amendment(line, kind=EntryKind.CORRECTED, reason="", by=by, now=now)
            settled.cause = cause
            _fill(settled, credit, before=line.jp)
            _store(settled, now=now)


def _store(entry: LedgerEntry, *, now: datetime) -> None:
    """Add the line, its part of the year's total and its audit event."""
    entry.save(force_insert=True)
    _add_to_total(entry)
    record(
        KINDS[EntryKind(entry.kind)], actor=entry.posted_by, target=entry, at=now,
        form=entry.form, jp=str(entry.jp), change=str(entry.change), source=f"{entry.source_kind}:{entry.source_id}",
    )  # fmt: skip


def _add_to_total(entry: LedgerEntry) -> None:
    year = year_of(entry.employee, entry.occurred_on, obligation_on(entry.employee, entry.occurred_on))
    totals = list(YearTotal.objects.touching(entry.employee, year))
    if any(Year(total.start, total.end) != year for total in totals):
        _rebuild(entry.employee)  # the contract changed since: the old years no longer stand
    elif totals:
        setattr(totals[0], entry.pillar, getattr(totals[0], entry.pillar) + entry.change)
        totals[0].save(update_fields=[entry.pillar])
    else:
        changes = {entry.pillar.value: entry.change}
        YearTotal.objects.create(employee=entry.employee, start=year.start, end=year.end, **changes)


def _rebuild(employee: Employee) -> None:
    lines = LedgerEntry.objects.filter(employee=employee).order_by().values_list("occurred_on", flat=True)
    obligations = obligations_of(employee)
    years = {year_of(employee, day, in_force(obligations, day)) for day in lines.distinct()}
    YearTotal.objects.filter(employee=employee).delete()
    for year in sorted(years):
        YearTotal.objects.create(employee=employee, start=year.start, end=year.end, **sum_by_pillar(employee, year))
