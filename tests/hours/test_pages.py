from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import escape

from bkn_portal.hours import actions
from bkn_portal.hours.models import Form
from tests.factories import EmployeeFactory, SupervisionFactory, post_hours

pytestmark = pytest.mark.django_db
QUERIES_OF_THE_BOOK = 7
QUERIES_OF_AN_ENTRY = 5
BOOK = reverse("hours:book")


@pytest.fixture(autouse=True)
def _today(time_machine, now):
    time_machine.move_to(now, tick=False)


def get(client, employee, url=BOOK, **query):
    client.force_login(employee, backend="bkn_portal.employees.backends.EmployeeBackend")
    return client.get(url, query)


def book_of(employee):
    return reverse("hours:book_of", args=[employee.pk])


def test_book_without_lines_teaches_the_first_step(client):
    response = get(client, EmployeeFactory())
    assert response.status_code == 200
    assert "Belum ada JP pada tahun ini" in response.text
    assert "Masih kurang 20 JP sampai 31 Desember 2026." in response.text


def test_book_shows_each_activity_with_its_explanation(client, now):
    employee = EmployeeFactory()
    for _ in range(3):
        post_hours(employee, now, title="Sesi coaching")
    text = get(client, employee).text
    assert text.count("Sesi coaching</a>") == 3
    assert text.count("2 JP: 1 kali coaching, 2 JP per kali.") == 2
    assert text.count("0 JP: coaching dihitung paling banyak 2 kali sebulan") == 1
    assert "4 dari 20 JP" in text


@pytest.mark.parametrize("lines", [1, 3])
def test_book_takes_the_same_queries_with_one_and_three_lines(client, now, django_assert_num_queries, lines):
    employee = EmployeeFactory()
    for _ in range(lines):
        post_hours(employee, now)
    get(client, employee)
    with django_assert_num_queries(QUERIES_OF_THE_BOOK):
        client.get(BOOK)


def test_book_of_a_pppk_shows_a_ceiling_of_the_contract_year(client, now):
    employee = EmployeeFactory(pppk=True, contract_start=date(2024, 3, 1))
    post_hours(employee, now)
    text = get(client, employee).text
    assert "Jam pelajaran 1 Mar 2026 – 28 Feb 2027" in text
    assert "Setahun kontrak paling banyak 24 JP; masih dapat ditambah 22 JP sampai 28 Februari 2027." in text


@pytest.mark.parametrize(("asked", "shown"), [("2025", "Lama"), ("", "Baru"), ("1999", "Baru"), ("abc", "Baru")])
def test_book_shows_the_year_that_was_asked_for_or_the_newest(client, now, asked, shown):
    employee = EmployeeFactory()
    post_hours(employee, now, occurred_on=date(2025, 5, 5), title="Lama")
    post_hours(employee, now, title="Baru")
    text = get(client, employee, tahun=asked).text
    assert [title for title in ("Lama", "Baru") if f"{title}</a>" in text] == [shown]


def test_entry_explains_line_rule_and_history(client, now):
    employee = EmployeeFactory()
    entries = [post_hours(employee, now, title=f"Sesi coaching ke-{n}", source_id=n) for n in (1, 2, 3)]
    verifier = EmployeeFactory(is_verifier=True)
    actions.reverse(entry=entries[0], reason="Salah catat.", by=verifier, now=now)
    text = get(client, employee, entries[2].get_absolute_url()).text
    assert "Dihitung ulang karena “Sesi coaching ke-1” tanggal 3 November 2026 dibatalkan." in text
    assert "SE Kepala BKN 3/2022" in text
    assert "2 kali sebulan" in text
    gone = get(client, employee, entries[0].get_absolute_url()).text
    assert "Mengapa tidak dihitung?" in gone
    assert "0 JP: dibatalkan. Salah catat." in gone


def test_entry_takes_the_same_queries_with_one_and_three_lines(client, now, django_assert_num_queries):
    employee, verifier = EmployeeFactory(), EmployeeFactory(is_verifier=True)
    entry = post_hours(employee, now, form=Form.SEMINAR)
    get(client, employee, entry.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_AN_ENTRY):
        client.get(entry.get_absolute_url())
    latest = entry
    for days in (2, 3):
        latest = actions.correct(
            entry=latest, quantity=Decimal(days), international=False, reason="Lebih lama.", by=verifier, now=now
        )
    with django_assert_num_queries(QUERIES_OF_AN_ENTRY):
        client.get(entry.get_absolute_url())


def test_title_is_escaped(client, now):
    employee, title = EmployeeFactory(), "<script>alert(1)</script>"
    post_hours(employee, now, title=title)
    text = get(client, employee).text
    assert title not in text
    assert escape(title) in text


def test_supervisor_sees_the_sum_and_no_line_to_subtract_from_it(client, now):
    relation = SupervisionFactory()
    coaching = post_hours(relation.employee, now, title="Sesi coaching")
    seminar = post_hours(relation.employee, now, form=Form.SEMINAR, title="Seminar SDM")
    text = get(client, relation.supervisor, book_of(relation.employee)).text
    assert "6 dari 20 JP" in text
    assert [title for title in ("Sesi coaching", "Seminar SDM") if title in text] == []
    assert '<li class="coaching">' not in text
    for line in (coaching, seminar):
        assert get(client, relation.supervisor, line.get_absolute_url()).status_code == 404


def test_former_supervisor_sees_nothing(client):
    relation = SupervisionFactory(end=date(2026, 11, 23))
    assert get(client, relation.supervisor, book_of(relation.employee)).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [({"is_hr_admin": True}, 200), ({"is_verifier": True}, 200), ({"is_leader": True}, 404), ({}, 404)],
)
def test_book_and_line_of_another_open_for_hr_and_verifiers_only(client, now, role, status):
    entry = post_hours(EmployeeFactory(), now)
    viewer = EmployeeFactory(**role)
    assert get(client, viewer, book_of(entry.employee)).status_code == status
    assert get(client, viewer, entry.get_absolute_url()).status_code == status


def test_anonymous_is_sent_to_sign_in(client, now):
    entry = post_hours(EmployeeFactory(), now)
    for url in (BOOK, entry.get_absolute_url(), book_of(entry.employee)):
        assert client.get(url).status_code == 302
