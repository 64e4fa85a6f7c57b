"""Certificates: numbers that never repeat, a PDF that says what the row says, a public page that says no more."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from bkn_portal.audit.models import Event
from bkn_portal.hours.actions import certificates
from bkn_portal.hours.models import Certificate
from tests.factories import EmployeeFactory, certificate_of

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"CMB-2026-[2-9B-DF-HJ-NP-TV-XZ]{4}-[2-9B-DF-HJ-NP-TV-XZ]{4}")
NUL = "a\x00b"


@pytest.fixture
def holder():
    return EmployeeFactory(name="Ratna Sari", title_after="S.Kom.")


def _client(employee):
    client = Client()
    client.force_login(employee)
    return client


def _text(response):
    return PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_certificate_number_has_the_year_and_no_vowels(holder, now):
    assert NUMBER.fullmatch(certificate_of(holder, now).number)


def test_certificate_of_the_same_source_is_issued_once(holder, now):
    first, again = (certificate_of(holder, now, source_id=7) for _time in range(2))
    assert (first, Certificate.objects.count(), Event.objects.filter(kind="hours.certificate.issued").count()) == (
        again, 1, 1,
    )  # fmt: skip


def test_certificate_audit_names_no_person(holder, now):
    certificate_of(holder, now)
    event = Event.objects.get(kind="hours.certificate.issued")
    assert (event.actor, event.actor_id, event.details) == ("", None, {})


def test_certificate_number_that_was_given_before_is_drawn_again(holder, now, monkeypatch):
    taken = certificate_of(holder, now).number
    draws = iter([taken, taken, "CMB-2026-BCDF-GHJK"])
    monkeypatch.setattr(certificates, "new_number", lambda year: next(draws))
    assert certificate_of(holder, now).number == "CMB-2026-BCDF-GHJK"


def test_certificate_number_twice_is_refused_by_the_database(holder, now):
    number = certificate_of(holder, now).number
    other = certificate_of(holder, now)
    other.pk, other.number, other.source_id = None, number, 1
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save(force_insert=True)


@pytest.mark.parametrize("change", [lambda rows: rows.update(holder_name="X"), lambda rows: rows.delete()])
def test_certificate_is_never_changed_or_deleted(holder, now, change):
    certificate_of(holder, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(Certificate.objects.all())


def test_certificate_changed_in_a_form_is_refused(holder, now):
    with pytest.raises(ValidationError, match="tidak pernah diubah"):
        certificate_of(holder, now).validate_constraints()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("hours_certificate_once", {"number": "CMB-2026-BCDF-GHJK"}),
        ("hours_certificate_occasions", {"occasions": 0, "source_id": 99}),
        ("hours_certificate_dates", {"last_on": date(2026, 1, 1), "source_id": 99}),
        ("hours_certificate_form", {"form": "astrologi", "source_id": 99}),
    ],
)
def test_certificate_against_a_rule_is_refused_and_explained(holder, now, name, fields):
    row = certificate_of(holder, now)
    values = {"pk": None, "number": "CMB-2026-ZZZZ-ZZZZ", **fields}
    for field, value in values.items():
        setattr(row, field, value)
    row._state.adding = True
    sentence = next(each.violation_error_message for each in row._meta.constraints if each.name == name)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert refusal.value.messages == [str(sentence)]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_certificate_keeps_the_position_and_unit_of_its_day(holder, now):
    certificate = certificate_of(holder, now)
    unit, holder.unit = holder.unit, None
    holder.save(update_fields=["unit"])
    certificate.refresh_from_db()
    assert (certificate.holder_name, certificate.holder_unit) == ("Ratna Sari, S.Kom.", str(unit))


def test_certificate_pdf_says_who_what_when_and_how_to_check(holder, now):
    certificate = certificate_of(holder, now)
    response = _client(holder).get(reverse("hours:certificate_pdf", args=[certificate.number]))
    text = _text(response)
    wanted = [
        "SERTIFIKAT", certificate.number, "Ratna Sari, S.Kom.", holder.grouped_nip, "Coaching sebagai coachee",
        "7 September 2026", "3 November 2026", "2,5 jam", "6 JP", "24 November 2026",
        f"/verifikasi/{certificate.number}/",
    ]  # fmt: skip
    assert [words for words in wanted if words not in text] == []
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf", f'attachment; filename="{certificate.number}.pdf"',
    )  # fmt: skip


def test_certificate_pdf_is_indonesian_for_an_english_reader_and_one_page(now):
    holder = EmployeeFactory(language="en", name="Nama Panjang " * 8, title_after="S.Kom., M.M.")
    response = _client(holder).get(reverse("hours:certificate_pdf", args=[certificate_of(holder, now).number]))
    assert ("SERTIFIKAT" in _text(response), len(PdfReader(io.BytesIO(response.content)).pages)) == (True, 1)


def test_certificate_without_jp_says_nothing_of_jp(holder, now):
    certificate = certificate_of(holder, now, jp=None, activity="Coaching sebagai coach")
    text = _text(_client(holder).get(reverse("hours:certificate_pdf", args=[certificate.number])))
    assert ("Coaching sebagai coach" in text, " JP" in text) == (True, False)


@pytest.mark.parametrize("role", [{}, {"is_hr_admin": True}, {"is_superuser": True}, {"is_verifier": True}])
def test_certificate_pdf_of_somebody_else_is_not_found(holder, now, role):
    path = reverse("hours:certificate_pdf", args=[certificate_of(holder, now).number])
    assert _client(EmployeeFactory(**role)).get(path).status_code == 404


def test_certificate_pdf_signed_out_leads_to_the_sign_in(holder, now):
    path = reverse("hours:certificate_pdf", args=[certificate_of(holder, now).number])
    response = Client().get(path)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={path}")


def test_verification_has_no_paper(holder, now):
    certificate = certificate_of(holder, now)
    page = _client(holder).get(certificate.get_absolute_url())
    paper = _client(holder).get(f"{certificate.get_absolute_url()}sertifikat.pdf")
    assert (paper.status_code, ".pdf" in page.content.decode()) == (404, False)


def test_verification_shows_anybody_what_the_paper_must_say_and_no_more(holder, now):
    certificate = certificate_of(holder, now, jp=Decimal("4.00"))
    response = Client().get(certificate.get_absolute_url())
    text = response.content.decode()
    wanted = ["Ratna Sari, S.Kom.", "Coaching sebagai coachee", "4 JP", "24 November 2026", certificate.number]
    hidden = [holder.nip, holder.grouped_nip, str(holder.unit), str(holder.position), holder.email]
    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
    assert ([word for word in wanted if word not in text], [word for word in hidden if word in text]) == ([], [])


@pytest.mark.parametrize("number", ["CMB-2026-BCDF-GHJK", "x", "1" * 200])
def test_verification_of_an_unknown_number_says_so(number):
    response = Client().get(reverse("certificates:verify", args=[number]))
    assert (response.status_code, "Tidak ada sertifikat" in response.content.decode()) == (404, True)


def test_verification_takes_small_letters(holder, now):
    number = certificate_of(holder, now).number.lower()
    assert Client().get(reverse("certificates:verify", args=[number])).status_code == 200


def test_check_leads_to_the_number_however_it_was_typed(holder, now):
    number = certificate_of(holder, now).number
    response = Client().get(reverse("certificates:check"), {"nomor": f" {number.lower()[:9]} {number[9:]}"})
    assert (response.status_code, response["Location"]) == (302, f"/verifikasi/{number}/")


@pytest.mark.parametrize("nomor", ["", "a", NUL, "<script>", "x" * 99])
def test_check_of_no_number_is_refused(nomor):
    response = Client().get(reverse("certificates:check"), {"nomor": nomor})
    assert (response.status_code, "Nomor" in response.content.decode()) == (422, True)


def test_certificate_needs_an_occasion_and_days_in_order(holder, now):
    for fields in ({"occasions": 0}, {"last_on": date(2026, 1, 1)}, {"form": "astrologi"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            certificate_of(holder, now, **fields)
