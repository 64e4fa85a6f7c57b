"""What the database refuses, and the sentence with which the form says it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import modelform_factory

from bkn_portal.hours.models import HourRule, LedgerEntry, ObligationRule, RuleExample, YearTotal
from tests.factories import EmployeeFactory, hour_rule, obligation_rule, post_hours

pytestmark = pytest.mark.django_db

BAD_RULES = [
    ("hours_rule_form", {"form": "nap"}, "Pilih bentuk."),
    ("hours_rule_basis", {"basis": "mood"}, "Pilih yang dihitung."),
    ("hours_rule_period", {"cap_period": "week"}, "Pilih jangka waktu."),
    ("hours_rule_measure", {"cap_measure": "naps"}, "Pilih yang dibatasi."),
    ("hours_rule_rate", {"rate": Decimal(0)}, "Tarif harus lebih dari nol."),
    ("hours_rule_cap", {"cap": None}, "Batas memerlukan jangka waktu dan kedua nilainya"),
    ("hours_rule_cap", {"cap_period": "none"}, "Batas memerlukan jangka waktu dan kedua nilainya"),
    ("hours_rule_minutes_by_day", {"basis": "minutes"}, "Menit dihitung per hari"),
    ("hours_rule_dates", {"valid_until": date(2009, 12, 31)}, "Akhir tidak boleh sebelum awal."),
    ("hours_rule_overlap", {"valid_until": date(2019, 1, 1)}, "Aturan lain untuk bentuk ini sudah berlaku"),
]
BAD_OBLIGATIONS = [
    ("hours_obligation_employment", {"employment": "thl"}, "Pilih PNS atau PPPK."),
    ("hours_obligation_kind", {"kind": "wish"}, "Pilih jenis."),
    ("hours_obligation_year", {"year_kind": "lunar"}, "Pilih tahun."),
    ("hours_obligation_jp", {"jp": Decimal(0)}, "JP setahun harus lebih dari nol."),
    ("hours_obligation_dates", {"valid_until": date(2009, 12, 31)}, "Akhir tidak boleh sebelum awal."),
    ("hours_obligation_overlap", {"valid_until": None}, "Kewajiban lain sudah berlaku"),
]
CHOICES = {"form", "basis", "period", "measure", "employment", "kind", "year"}


def form_says(row):
    """All sentences of the row's own form, choices included."""
    form = modelform_factory(type(row), fields="__all__")(
        {field.name: field.value_from_object(row) for field in row._meta.fields if field.name != "id"}
    )
    return " ".join(sentence for sentences in form.errors.values() for sentence in sentences)


def refused(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("make", "good"), [(hour_rule, HourRule), (obligation_rule, ObligationRule)])
def test_rule_of_the_factory_is_right(make, good):
    make().full_clean()
    make().save()
    assert good.objects.filter(valid_from=date(2010, 1, 1)).count() == 1


@pytest.mark.parametrize(("name", "fields", "sentence"), BAD_RULES)
def test_bad_hour_rule_is_refused_by_the_database(name, fields, sentence):
    refused(hour_rule(**fields))


@pytest.mark.parametrize(("name", "fields", "sentence"), BAD_RULES)
def test_bad_hour_rule_is_explained_by_the_form(name, fields, sentence):
    says = form_says(hour_rule(**fields))
    assert sentence in says or (name.split("_")[-1] in CHOICES and "bukan salah satu dari pilihan" in says), says


@pytest.mark.parametrize(("name", "fields", "sentence"), BAD_OBLIGATIONS)
def test_bad_obligation_is_refused_by_the_database(name, fields, sentence):
    refused(obligation_rule(**fields))


@pytest.mark.parametrize(("name", "fields", "sentence"), BAD_OBLIGATIONS)
def test_bad_obligation_is_explained_by_the_form(name, fields, sentence):
    says = form_says(obligation_rule(**fields))
    assert sentence in says or (name.split("_")[-1] in CHOICES and "bukan salah satu dari pilihan" in says), says


@pytest.mark.parametrize("fields", [{"quantity": Decimal(0)}, {"times": 0}, {"times": 32}, {"expected": Decimal(-1)}])
def test_bad_example_is_refused_and_explained(fields):
    """hours_example_amounts"""
    values = {"rule": HourRule.objects.first(), "quantity": Decimal(1), "expected": Decimal(2), **fields}
    assert "Contoh memerlukan" in form_says(RuleExample(**values))
    refused(RuleExample(**values))


def copy_of(entry, **fields):
    """A new line like `entry`, about another source unless `fields` say otherwise."""
    values = {field.attname: getattr(entry, field.attname) for field in LedgerEntry._meta.concrete_fields}
    values.update({"id": None, "source_id": entry.source_id + 1, **fields})
    return LedgerEntry(**values)


BAD_LINES = [
    ("hours_entry_form", {"form": "nap"}, "Pilih bentuk."),
    ("hours_entry_kind", {"kind": "gift"}, "Pilih jenis."),
    ("hours_entry_outcome", {"outcome": "lost"}, "Pilih hasil."),
    ("hours_entry_chain", {"version": 2}, "Baris pertama suatu kegiatan"),
    ("hours_entry_chain", {"kind": "corrected"}, "Baris pertama suatu kegiatan"),
    ("hours_entry_amounts", {"jp": Decimal(-1), "change": Decimal(-1)}, "JP tidak pernah negatif"),
    ("hours_entry_reversed_zero", {"outcome": "reversed"}, "Kegiatan yang dibatalkan tidak dihitung."),
]


@pytest.mark.parametrize(("name", "fields", "sentence"), BAD_LINES)
def test_bad_ledger_line_is_refused_and_explained(now, name, fields, sentence):
    entry = post_hours(EmployeeFactory(), now)
    with pytest.raises(ValidationError) as caught:
        copy_of(entry, **fields).validate_constraints()
    assert sentence in " ".join(caught.value.messages)
    refused(copy_of(entry, **fields))


def test_second_first_line_of_a_source_is_refused_and_explained(now):
    """hours_entry_once"""
    entry = post_hours(EmployeeFactory(), now)
    again = copy_of(entry, source_id=entry.source_id)
    with pytest.raises(ValidationError, match="sudah ada dalam Buku JP"):
        again.validate_constraints()
    refused(again)


def test_second_reversal_of_a_source_is_refused_and_explained(now):
    """hours_entry_reversed_once"""
    entry = post_hours(EmployeeFactory(), now)
    reversal = {"source_id": entry.source_id, "kind": "reversed", "outcome": "reversed", "jp": Decimal(0)}
    more = {"original_id": entry.pk, "change": Decimal(-2)}
    copy_of(entry, version=2, **reversal, **more).save(force_insert=True)
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        copy_of(entry, version=3, **reversal, **more).validate_constraints()
    refused(copy_of(entry, version=3, **reversal, **more))


def test_changed_or_deleted_ledger_line_is_refused_and_explained(now):
    """hours_entry_append_only"""
    entry = post_hours(EmployeeFactory(), now)
    with pytest.raises(ValidationError, match="tidak pernah diubah"):
        entry.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.filter(pk=entry.pk).update(jp=20)
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.filter(pk=entry.pk).delete()
    assert LedgerEntry.objects.get().jp == 2


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("hours_total_once", {}, "Tahun ini sudah memiliki total."),
        ("hours_total_dates", {"start": date(2027, 1, 1)}, "Akhir tahun harus setelah awalnya."),
        ("hours_total_amounts", {"start": date(2025, 1, 1), "mandiri": Decimal(-1)}, "JP tidak pernah negatif."),
    ],
)
def test_bad_total_is_refused_and_explained(now, name, fields, sentence):
    employee = EmployeeFactory()
    post_hours(employee, now)
    values = {"employee": employee, "start": date(2026, 1, 1), "end": date(2026, 12, 31), **fields}
    assert sentence in form_says(YearTotal(**values))
    refused(YearTotal(**values))
