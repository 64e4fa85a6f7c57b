"""Plain words, in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from bkn_portal.hours import actions, queries
from bkn_portal.hours.explain import explain, outlook, terms
from bkn_portal.hours.models import Form, HourRule, ObligationRule
from tests.factories import EmployeeFactory, post_hours

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "2 JP: 1 kali coaching, 2 JP per kali."),
        ({"international": True}, "4 JP: 1 hari coaching, 4 JP per hari."),
        ({"form": Form.SELF_STUDY, "quantity": 90},
         "2 JP: 90 menit belajar mandiri, 1 JP untuk setiap 45 menit penuh dalam sehari."),
        ({"form": Form.SELF_STUDY, "quantity": 240},
         "2 JP: dari 240 menit belajar mandiri hanya sebagian yang dihitung, paling banyak 2 JP sehari."),
        ({"form": Form.SELF_STUDY, "quantity": 44},
         "0 JP: belajar mandiri pada hari ini belum mencapai 45 menit penuh berikutnya."),
        ({"form": Form.COURSE, "quantity": 24},
         "24 JP: 24 JP pada sertifikat kursus atau pelatihan, sesuai sertifikat."),
        ({"form": Form.COURSE, "quantity": 24, "international": True},
         "28,8 JP: 24 JP pada sertifikat kursus atau pelatihan, 1,2 JP untuk setiap JP pada sertifikat."),
        ({"form": Form.STUDY_LEAVE}, "20 JP: 1 semester tugas atau izin belajar, 20 JP per semester."),
    ],
)  # fmt: skip
def test_line_is_explained_in_indonesian(now, fields, sentence):
    assert explain(post_hours(EmployeeFactory(), now, **fields)) == sentence


def test_line_beyond_the_cap_says_why_it_is_not_counted(now):
    employee = EmployeeFactory()
    *_, third = [post_hours(employee, now) for _ in range(3)]
    assert explain(third) == (
        "0 JP: coaching dihitung paling banyak 2 kali sebulan, "
        "dan batas itu sudah tercapai oleh kegiatan yang dicatat lebih dulu."
    )


def test_line_is_explained_in_english(now):
    entry = post_hours(EmployeeFactory(), now)
    with translation.override("en"):
        assert explain(entry) == "2 JP: 1 occasion of coaching, 2 JP per occasion."


def test_corrected_line_says_the_reason(now):
    entry, by = post_hours(EmployeeFactory(), now, form=Form.SEMINAR), EmployeeFactory(is_verifier=True)
    line = actions.correct(entry=entry, quantity=Decimal(2), international=False, reason="Dua hari.", by=by, now=now)
    assert explain(line) == "8 JP: 2 hari seminar atau konferensi, 4 JP per hari. Dikoreksi: Dua hari."


def test_line_after_a_correction_names_it(now):
    employee, by = EmployeeFactory(), EmployeeFactory(is_verifier=True)
    first, second = [post_hours(employee, now, form=Form.SELF_STUDY, quantity=90, title=t) for t in ("A", "B")]
    actions.correct(entry=first, quantity=Decimal(45), international=False, reason="x", by=by, now=now)
    assert explain(queries.history_of(second).last()).endswith(
        "Dihitung ulang karena “A” tanggal 3 November 2026 dikoreksi."
    )


def outlook_of(employee, pending=0, today=TODAY):
    return outlook(replace(queries.year_summary(employee, on=TODAY), pending=Decimal(pending)), today=today)


@pytest.mark.parametrize(
    ("jp", "pending", "sentence"),
    [
        (14, 0, "Masih kurang 6 JP sampai 31 Desember 2026."),
        (14, 5, "Masih kurang 6 JP sampai 31 Desember 2026."),
        (14, 6, "Bila 6 JP terverifikasi, kewajiban 20 JP tahun ini terpenuhi."),
        (20, 0, "Kewajiban 20 JP tahun ini terpenuhi."),
        (33, 0, "Kewajiban 20 JP tahun ini terpenuhi."),
    ],
)
def test_pns_has_a_floor(now, jp, pending, sentence):
    employee = EmployeeFactory()
    post_hours(employee, now, form=Form.COURSE, quantity=jp)
    assert outlook_of(employee, pending) == sentence


@pytest.mark.parametrize(
    ("jp", "sentence"),
    [
        (14, "Setahun kontrak paling banyak 24 JP; masih dapat ditambah 10 JP sampai 28 Februari 2027."),
        (24, "Batas 24 JP setahun kontrak sudah tercapai."),
        (30, "Itu 6 JP lebih banyak daripada batas 24 JP setahun kontrak."),
    ],
)
def test_pppk_has_a_ceiling(now, jp, sentence):
    employee = EmployeeFactory(pppk=True, contract_start=date(2024, 3, 1))
    post_hours(employee, now, form=Form.COURSE, quantity=jp)
    assert outlook_of(employee) == sentence


def test_past_year_says_what_was_missing(now):
    pns, pppk = EmployeeFactory(), EmployeeFactory(pppk=True)
    later = date(2027, 1, 1)
    assert outlook_of(pns, today=later) == "Kurang 20 JP dari kewajiban 20 JP pada tahun ini."
    assert outlook_of(pppk, today=later) == "Setahun kontrak paling banyak 24 JP."


def test_year_without_an_obligation_has_no_outlook():
    ObligationRule.objects.all().delete()
    summary = queries.year_summary(EmployeeFactory(), on=TODAY)
    assert (outlook(summary, today=TODAY), summary.target, summary.is_floor, summary.is_ceiling, summary.over) == (
        "", None, False, False, 0
    )  # fmt: skip


def test_pppk_without_a_contract_date_counts_in_the_calendar_year():
    summary = queries.year_summary(EmployeeFactory(pppk=True), on=TODAY)
    assert (summary.start, summary.end, summary.is_ceiling) == (date(2026, 1, 1), date(2026, 12, 31), True)


@pytest.mark.parametrize("lines", [1, 3])
def test_year_summary_takes_two_queries(now, django_assert_num_queries, lines):
    employee = EmployeeFactory()
    for _ in range(lines):
        post_hours(employee, now)
    with django_assert_num_queries(2):
        queries.year_summary(employee, on=TODAY)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Form.COACHING, "2 JP per kali, paling banyak 2 kali sebulan"),
        (Form.SEMINAR, "4 JP per hari"),
    ],
)
def test_terms_are_told_by_the_rule_of_the_day(form, words):
    assert (terms(form, on=TODAY), terms(form, on=date(1999, 1, 1))) == (words, "")


def test_terms_follow_a_changed_rule():
    HourRule.objects.filter(form=Form.COACHING).update(rate=3, cap=1)
    assert terms(Form.COACHING, on=TODAY) == "3 JP per kali, paling banyak 1 kali sebulan"
