"""Changing the rules: always with a date, and never what the ledger has already used."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import HourRule, LedgerEntry, ObligationRule, RuleExample, YearTotal

# What may still change once lines refer to a rule.
OPEN_FIELDS = {"id", "valid_until", "source"}


@transaction.atomic
def save_rule(*, rule: HourRule, by: Employee, now: datetime) -> HourRule:
    """Add a version of a rule, or change one; a version in use can only be ended, after the last line that used it.

    Raises AccessDenied, DomainError, and ValidationError from the constraints.
    """
    require(access.can_manage_rules(by))
    stored = HourRule.objects.select_for_update().filter(pk=rule.pk).first()
    if stored:
        _refuse_change_of_used(stored, rule)
    rule.full_clean()
    rule.save()
    record("hours.rule.changed" if stored else "hours.rule.added", actor=by, target=rule, at=now, form=rule.form)
    return rule


def _refuse_change_of_used(stored: HourRule, rule: HourRule) -> None:
    last = LedgerEntry.objects.filter(rule=stored).order_by("-occurred_on").first()
    if last is None:
        return
    frozen = [field.attname for field in HourRule._meta.concrete_fields if field.name not in OPEN_FIELDS]
    if any(getattr(stored, name) != getattr(rule, name) for name in frozen):
        raise DomainError(_("The ledger has used this rule. End it and add a new version instead."))
    if rule.valid_until and rule.valid_until < last.occurred_on:
        raise DomainError(_("The ledger has used this rule after that day."))


@transaction.atomic
def save_obligation(*, obligation: ObligationRule, by: Employee, now: datetime) -> ObligationRule:
    """Add or change a yearly obligation. Raises AccessDenied and ValidationError.

    The kind of year of an obligation in use stays, because stored totals stand by its years: DomainError.
    """
    require(access.can_manage_rules(by))
    stored = ObligationRule.objects.select_for_update().filter(pk=obligation.pk).first()
    if stored and stored.year_kind != obligation.year_kind and YearTotal.objects.exists():
        raise DomainError(_("Years have been counted by this obligation. End it and add a new one instead."))
    obligation.full_clean()
    obligation.save()
    kind = "hours.obligation.changed" if stored else "hours.obligation.added"
    record(kind, actor=by, target=obligation, at=now, employment=obligation.employment)
    return obligation


@transaction.atomic
def add_example(*, example: RuleExample, by: Employee, now: datetime) -> RuleExample:
    """Add or change a test example of a rule. Raises AccessDenied and ValidationError."""
    require(access.can_manage_rules(by))
    example.full_clean()
    example.save()
    record("hours.example.saved", actor=by, target=example, at=now, rule=example.rule_id)
    return example
