"""Why a line counts what it counts, in plain words of the reader's language."""

from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .conversion import Basis, CapMeasure, CapPeriod, Outcome, tidy
from .models import EntryKind, Form, HourRule, LedgerEntry, OutcomeChoices, Unit
from .queries import YearSummary, rule_on


def amount(number: Decimal) -> str:
    """“2”, “2,4”: without needless zeros, with the reader's decimal sign."""
    return formats.number_format(tidy(number))


def explain(entry: LedgerEntry) -> str:
    """One to three sentences: what it earns and by which rate, and if not, why not."""
    sentences = [_what(entry)]
    if entry.cause:
        sentences.append(_because(entry.cause))
    elif entry.kind == EntryKind.CORRECTED:
        sentences.append(_("Corrected: %(reason)s") % {"reason": entry.reason})
    return " ".join(sentences)


def outlook(summary: YearSummary, *, today: date) -> str:
    """What the year still needs or allows, or what a past one lacked, in one sentence; empty without an obligation."""
    if summary.target is None:
        return ""
    is_past = summary.end < today
    words = {
        "target": amount(summary.target),
        "pending": amount(summary.pending),
        "remaining": amount(summary.remaining),
        "over": amount(summary.over),
        "end": formats.date_format(summary.end, "j F Y"),
    }
    sentence = _floor_outlook(summary, is_past) if summary.is_floor else _ceiling_outlook(summary, is_past)
    return sentence % words


def _floor_outlook(summary: YearSummary, is_past: bool) -> str:
    if summary.is_met:
        return _("The duty of %(target)s JP is fulfilled for this year.")
    if summary.will_be_met:
        return _("Once %(pending)s JP are verified, the duty of %(target)s JP is fulfilled for this year.")
    if is_past:
        return _("%(remaining)s JP of the duty of %(target)s JP were missing in this year.")
    return _("%(remaining)s JP are still missing until %(end)s.")


def _ceiling_outlook(summary: YearSummary, is_past: bool) -> str:
    if summary.over:
        return _("That is %(over)s JP more than the %(target)s JP a contract year allows.")
    if not summary.remaining:
        return _("The %(target)s JP that a contract year allows are reached.")
    if is_past:
        return _("A contract year allows at most %(target)s JP.")
    return _("A contract year allows at most %(target)s JP; %(remaining)s JP are still possible until %(end)s.")


def quantity(entry: LedgerEntry) -> str:
    """“1 kali”, “90 menit”, “3 hari”, “24 JP pada sertifikat”."""
    return _counted_in(entry.rule, entry.quantity, international=entry.international)


def cap(rule: HourRule, *, international: bool = False) -> str:
    """“2 kali sebulan”, “2 JP sehari”; empty without a cap."""
    limit = rule.cap_international if international else rule.cap
    if rule.cap_period == CapPeriod.NONE or limit is None:
        return ""
    units = rule.cap_measure == CapMeasure.UNITS
    what = _units(rule, limit, international=False) if units else f"{amount(limit)} JP"
    if rule.cap_period == CapPeriod.MONTH:
        return _("%(what)s a month") % {"what": what}
    return _("%(what)s a day") % {"what": what}


def terms(form: Form, *, on: date) -> str:
    """“2 JP per kali, paling banyak 2 kali sebulan”: what the rule of that day promises; empty without a rule."""
    rule = rule_on(form, on)
    if rule is None:
        return ""
    words = {"rate": rate(rule), "cap": cap(rule)}
    return _("%(rate)s, at most %(cap)s") % words if words["cap"] else words["rate"]


def _what(entry: LedgerEntry) -> str:
    words = {
        "jp": amount(entry.jp),
        "form": entry.form_label.lower(),
        "quantity": quantity(entry),
        "cap": cap(entry.rule, international=entry.international),
        "rate": rate(entry.rule, international=entry.international),
    }
    match entry.outcome:
        case OutcomeChoices.REVERSED:
            return _("0 JP: reversed. %(reason)s") % {"reason": entry.reason}
        case Outcome.CAP_REACHED:
            return _("0 JP: %(form)s counts for at most %(cap)s, and earlier entries have used that up.") % words
        case Outcome.TOO_SHORT:
            return _("0 JP: the %(form)s of this day has not yet reached a further full 45 minutes.") % words
        case Outcome.CAP_PARTLY:
            return _("%(jp)s JP: %(quantity)s of %(form)s, of which only a part fits: at most %(cap)s.") % words
    return _("%(jp)s JP: %(quantity)s of %(form)s, %(rate)s.") % words


def rate(rule: HourRule, *, international: bool = False) -> str:
    """“2 JP per kali”, “1 JP untuk setiap 45 menit penuh dalam sehari”, “sesuai sertifikat”."""
    number = rule.rate_international if international else rule.rate
    value = amount(number)
    if rule.basis == Basis.MINUTES:
        return _("%(jp)s JP for each full 45 minutes of a day") % {"jp": value}
    if rule.basis == Basis.CERTIFICATE and number == 1:
        return _("as the certificate states")
    if rule.basis == Basis.CERTIFICATE:
        return _("%(jp)s JP for each JP on the certificate") % {"jp": value}
    unit = rule.unit_international if international else rule.unit
    return _("%(jp)s JP per %(unit)s") % {"jp": value, "unit": Unit(unit).label}


def _counted_in(rule: HourRule, number: Decimal, *, international: bool) -> str:
    if rule.basis == Basis.MINUTES:
        return ngettext("%(n)s minute", "%(n)s minutes", int(number)) % {"n": amount(number)}
    if rule.basis == Basis.CERTIFICATE:
        return _("%(n)s JP on the certificate") % {"n": amount(number)}
    return _units(rule, number, international=international)


def _units(rule: HourRule, number: Decimal, *, international: bool) -> str:
    n, words = int(number), {"n": amount(number)}
    match rule.unit_international if international else rule.unit:
        case Unit.OCCASION:
            return ngettext("%(n)s occasion", "%(n)s occasions", n) % words
        case Unit.DAY:
            return ngettext("%(n)s day", "%(n)s days", n) % words
        case Unit.SEMESTER:
            return ngettext("%(n)s semester", "%(n)s semesters", n) % words
    return ngettext("%(n)s programme", "%(n)s programmes", n) % words


def _because(cause: LedgerEntry) -> str:
    words = {"title": cause.label, "date": formats.date_format(cause.occurred_on, "j F Y")}
    if cause.kind == EntryKind.REVERSED:
        return _("Counted again because “%(title)s” of %(date)s was reversed.") % words
    return _("Counted again because “%(title)s” of %(date)s was corrected.") % words
