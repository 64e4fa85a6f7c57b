"""HR's pages in a real browser: no refused script or style, no accessibility finding, wide and narrow."""

import pytest

from bkn_portal.employees.models import Employee
from tests.factories import CoachProfileFactory, EmployeeFactory, OrgUnitFactory, SupervisionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/admin/",
    "/admin/employees/employee/",
    "/admin/employees/employee/add/",
    "/admin/employees/employee/{employee}/change/",
    "/admin/employees/employee/impor/",
    "/admin/employees/orgunit/",
    "/admin/employees/supervision/add/",
    "/admin/audit/event/",
    "/admin/coaching/coachprofile/",
]


@pytest.fixture
def hr():
    relation = SupervisionFactory(employee__name="Ratna Sari", supervisor__name="Budi Santoso")
    OrgUnitFactory(parent=relation.employee.unit)
    CoachProfileFactory(place="Ruang Temu Lantai 5 Gedung Utama")
    return EmployeeFactory(name="Wulan Pengelola", is_hr_admin=True)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", PAGES)
def test_admin_page_is_accessible(path, width, new_page, sign_in, axe, hr):
    page = new_page(width)
    sign_in(page, hr)
    page.goto(path.format(employee=Employee.objects.get(name="Ratna Sari").pk))
    axe(page)


@pytest.mark.parametrize("path", ["/admin/coaching/coachprofile/", "/admin/employees/employee/"])
def test_list_on_a_narrow_screen_has_nothing_beyond_the_edge_and_names_each_value(path, new_page, sign_in, hr):
    page = new_page(360)
    sign_in(page, hr)
    page.goto(path)
    cells = page.locator("#result_list tbody tr").first.locator("th, td")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert max(box["x"] + box["width"] for box in boxes) <= 360
    heads = [head.inner_text().strip() for head in page.locator("#result_list thead th .text").all()]
    assert [cell.get_attribute("data-label") for cell in cells.all()] == heads


def test_hr_finds_a_supervisor_by_typing(page, sign_in, axe, hr):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, hr)
    page.goto("/admin/employees/supervision/add/")
    nip = Employee.objects.get(name="Budi Santoso").nip
    for number, (typed, name) in enumerate((("Ratna", "Ratna"), (nip, "Budi"))):
        page.locator(".select2-selection").nth(number).click()
        page.locator(".select2-search__field").fill(typed)
        page.locator(".select2-results__option", has_text=name).click()
    axe(page)
    assert [url for url in asked if "term=" in url or nip in url] == []


def test_hr_imports_a_table_after_a_look_at_it(page, sign_in, axe, hr):
    sign_in(page, hr)
    page.goto("/admin/employees/employee/impor/")
    table = {"name": "p.csv", "mimeType": "text/csv", "buffer": b"nip;nama;jenis\n1;Salah;PNS\n"}
    page.set_input_files("[type=file]", table)
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_role("cell", name="NIP terdiri atas 18 angka.").wait_for()
    axe(page)
    page.set_input_files("[type=file]", table | {"buffer": b"nip;nama;jenis\n199203142018012001;Citra;PNS\n"})
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_text("1 baru, 0 berubah, 0 tetap.").wait_for()
    axe(page)
    page.get_by_role("button", name="Impor sekarang").click()
    page.locator(".success").wait_for()
    assert Employee.objects.filter(name="Citra").exists()
