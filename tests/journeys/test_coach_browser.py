"""Becoming a coach, keeping hours, being found and waited for, in a real browser, with and without JavaScript."""

import re

import pytest
import time_machine

from coaching.models import CoachProfile, DayOff
from tests.factories import CoachProfileFactory, EmployeeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _morning(now):
    with time_machine.travel(now, tick=True):
        yield


@pytest.mark.parametrize(
    ("width", "options"),
    [(1280, {}), (360, {"color_scheme": "dark"}), (360, {"java_script_enabled": False})],
    ids=["wide", "narrow dark", "without JavaScript"],
)
def test_employee_becomes_a_coach_and_keeps_hours(new_page, sign_in, axe, width, options):
    person, hr = EmployeeFactory(name="Budi Hartono"), EmployeeFactory(is_hr_admin=True)
    check = axe if options.get("java_script_enabled", True) else lambda page: None
    page = new_page(width, **options)
    sign_in(page, person)
    page.goto("/coaching/")
    page.get_by_role("link", name="Begini caranya").click()
    check(page)
    page.get_by_role("link", name="Usulkan diri saya").click()
    check(page)
    page.get_by_label("Manajemen tim").check()
    page.get_by_role("button", name="Kirim usulan").click()
    check(page)

    sign_in(page, hr)
    page.goto("/admin/coaching/coachprofile/?state__exact=proposed")
    page.locator(".action-select").first.check()
    page.locator("[name=action]").first.select_option(label="Setujui atau lanjutkan")
    page.locator(".actions button").first.click()
    assert CoachProfile.objects.get().state == "active"

    sign_in(page, person)
    page.goto("/coaching/jadwal-coach/")
    check(page)
    page.get_by_label("Senin, jam 1, dari").fill("09:00")
    page.get_by_label("Senin, jam 1, sampai").fill("11:30")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Jam Anda tersimpan").wait_for()
    page.locator("#days-off summary").click()
    page.locator("#id_first_day").fill("2026-11-30")
    page.locator("#id_last_day").fill("2026-11-30")
    check(page)
    page.locator("#days-off").get_by_role("button", name="Tambah hari libur").click()
    page.get_by_text("Senin, 30 November").wait_for()
    assert ([str(row) for row in CoachProfile.objects.get().weekly_hours.all()], DayOff.objects.count()) == (
        ["Senin 09.00–11.30"],
        1,
    )


@pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (360, "light")])
def test_coachee_filters_asks_in_two_clicks_and_waits_for_a_paused_coach(new_page, sign_in, axe, width, theme):
    CoachProfileFactory(person__name="Budi Hartono", person__title_after="")
    CoachProfileFactory(person__name="Citra Lestari", person__title_after="", state=CoachProfile.State.PAUSED)
    page = new_page(width, color_scheme=theme)
    sign_in(page, EmployeeFactory())
    page.goto("/coaching/coach/")
    axe(page)
    page.get_by_role("button", name=re.compile("^Kabari saya ?: Citra Lestari")).click()
    page.get_by_role("button", name=re.compile("^Tak perlu kabari ?: Citra Lestari")).wait_for()
    page.get_by_role("link", name="Ada tempat").click()
    assert page.get_by_text("Citra Lestari").count() == 0
    page.goto("/")
    axe(page)
    page.get_by_role("link", name=re.compile("^Budi Hartono ?: Minta coaching")).click()
    axe(page)
    page.get_by_label("Tema").select_option(label="Manajemen tim")
    page.locator("#id_statement").fill("Memimpin rapat")
    page.locator("#id_sign_of_success").fill("Ada keputusan")
    page.get_by_role("button", name="Kirim permintaan").click()
    page.get_by_text("Permintaan Anda").first.wait_for()
