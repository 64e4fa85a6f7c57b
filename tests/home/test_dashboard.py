"""Beranda: what do I do next?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from bkn_portal.competencies.models import Competency
from bkn_portal.home import queries
from bkn_portal.hours.actions import post
from bkn_portal.hours.models import Form
from bkn_portal.worklist import registry
from bkn_portal.worklist.items import AgendaItem, Development, Pillar, ToDo
from tests.factories import (
    AssessmentFactory,
    CoachingEngagementFactory,
    CoachingSessionFactory,
    EmployeeFactory,
    PositionStandardFactory,
)
from tests.home.markup import inline_code, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(now):
    cache.clear()
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def only_source(monkeypatch):
    """`only_source(3)`: one app with that many to-dos, appointments and developments, and no other app."""

    def make(number: int) -> None:
        monkeypatch.setattr(registry, "_sources", [])
        registry.register(
            todos=lambda employee, now: [
                ToDo(f"Tugas {n}", "Rapat", f"/tugas/{n}/", now + timedelta(days=n), Pillar.COACHING)
                for n in range(number)
            ],
            agenda=lambda employee, now: [
                AgendaItem(
                    f"Sesi {n}", "Lt. 4", now + timedelta(days=n), now + timedelta(days=n, hours=1), "/s/", "coaching"
                )
                for n in range(number)
            ],
            developments=lambda employee, now: [
                Development(f"Sasaran {n}", Pillar.COACHING, "/c/", 50, "2 dari 4 sesi") for n in range(number)
            ],
        )

    return make


def earn(employee, now, number: int, form: Form = Form.SEMINAR) -> None:
    for n in range(number):
        post(
            employee=employee,
            form=form,
            occurred_on=date(2026, 3, 1 + n),
            quantity=Decimal(1),
            source_kind="test.activity",
            source_id=n,
            title="Kegiatan",
            by=employee,
            now=now,
        )


def page(client, employee) -> str:
    client.force_login(employee)
    response = client.get(reverse("home:dashboard"))
    assert response.status_code == 200
    return response.content.decode()


def test_dashboard_for_a_stranger_leads_to_signing_in(client):
    assert client.get(reverse("home:dashboard")).status_code == 302


@pytest.mark.parametrize(
    ("hour", "words_said"),
    [(3, "malam"), (4, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam")],
)
def test_greeting_follows_the_clock_on_the_wall(now, hour, words_said):
    employee = EmployeeFactory.build(name="Ratna Sari", unit=None, time_zone_override="Asia/Jayapura")
    moment = now.replace(hour=(hour - 9) % 24)
    assert queries.greeting(employee, now=moment) == f"Selamat {words_said}, Ratna"


def test_dashboard_of_a_newcomer_teaches_the_first_step(client, only_source):
    only_source(0)
    text = words(page(client, EmployeeFactory(name="Ratna Sari")))
    assert "Selamat pagi, Ratna" in text
    assert "Selasa, 24 November 2026" in text
    assert "Tidak ada yang menunggu Anda" in text
    assert "Mulailah dari satu sasaran" in text


def test_dashboard_lists_todos_agenda_and_goals_in_order(client, only_source):
    only_source(3)
    html = page(client, EmployeeFactory())
    text = words(html)
    assert "3 hal Tugas 0" in text
    assert text.index("Tugas 0") < text.index("Tugas 1") < text.index("Tugas 2")
    assert '<a href="/tugas/1/">Tugas 1</a>' in html
    assert "Rabu, 25 November · 09.00–10.00 WIB" in text
    assert "Sasaran 2 50% 2 dari 4 sesi" in text


def test_dashboard_with_more_than_fits_shows_the_whole_count(now, only_source):
    only_source(30)
    board = queries.dashboard(EmployeeFactory(), now=now)
    assert (board.todo_count, len(board.todos), len(board.agenda), len(board.developments)) == (30, 8, 4, 4)


# --- hours -------------------------------------------------------------------------------------------------------
def test_hours_of_a_pns_show_the_way_to_the_floor(client, now, only_source):
    only_source(0)
    employee = EmployeeFactory()
    earn(employee, now, 2)
    html = page(client, employee)
    assert 'aria-label="8 dari 20 JP"' in html
    assert "Masih kurang 12 JP sampai 31 Desember 2026 untuk kewajiban 20 JP." in words(html)


def test_hours_of_a_pns_with_the_floor_reached_say_so(client, now, only_source):
    only_source(0)
    employee = EmployeeFactory()
    earn(employee, now, 5)
    assert "Kewajiban 20 JP tahun ini sudah terpenuhi." in words(page(client, employee))


def test_hours_of_a_pppk_show_a_ceiling_and_the_contract_year(client, now, only_source):
    only_source(0)
    employee = EmployeeFactory(pppk=True, contract_start=date(2025, 2, 1), contract_end=date(2030, 1, 31))
    earn(employee, now, 1)
    html = page(client, employee)
    assert 'aria-label="4 JP dari maksimal 24 JP"' in html
    assert "masih tersedia 20 JP sampai 31 Januari 2027" in words(html)


# --- gaps --------------------------------------------------------------------------------------------------------
def test_gaps_name_the_widest_in_words(client, now, only_source):
    only_source(0)
    employee = EmployeeFactory()
    competency = Competency.objects.get(name="Mengelola Perubahan")
    PositionStandardFactory(position=employee.position, competency=competency, level=4)
    AssessmentFactory(employee=employee, competency=competency, level=2)
    assert "Mengelola Perubahan level 2 dari standar 4" in words(page(client, employee))


def test_gaps_without_assessment_say_that_nobody_assessed(client, only_source):
    only_source(0)
    assert "belum dinilai terhadap standar jabatan" in words(page(client, EmployeeFactory()))


def test_gaps_without_position_are_left_out(client, only_source):
    only_source(0)
    assert "Kesenjangan kompetensi" not in words(page(client, EmployeeFactory(position=None)))


# --- cost --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 3])
def test_dashboard_costs_the_same_queries_with_one_and_three(client, only_source, number, django_assert_num_queries):
    only_source(number)
    client.force_login(EmployeeFactory())
    client.get(reverse("home:dashboard"))
    with django_assert_num_queries(5):  # person, unread, obligation, total of the year, gaps
        client.get(reverse("home:dashboard"))


@pytest.mark.parametrize("number", [1, 3])
def test_dashboard_with_coaching_costs_eight_queries(client, number, django_assert_num_queries, settings):
    settings.REMEMBER_SECONDS = 60
    coachee = EmployeeFactory()
    for day in range(number):
        engagement = CoachingEngagementFactory(coachee=coachee)
        start = datetime(2026, 11, 25 + day, 2, 0, tzinfo=UTC)
        CoachingSessionFactory(engagement=engagement, start=start)
    client.force_login(coachee)
    client.get(reverse("home:dashboard"))
    with django_assert_num_queries(8):  # the five above but the obligation; engagements, goals, sessions, follow-ups
        response = client.get(reverse("home:dashboard"))
    board = response.context["board"]
    assert (board.todo_count, len(board.agenda), len(board.developments)) == (number, number, number)


def test_dashboard_full_stays_under_30_kilobytes_and_carries_no_inline_code(client, only_source):
    only_source(30)
    html = page(client, EmployeeFactory())
    assert len(html.encode()) < 30_000
    assert inline_code(html) == []
