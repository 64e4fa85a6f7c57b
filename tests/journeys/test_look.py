"""The look in a real browser: nothing refused by the CSP, no accessibility findings, any width, with and without
JavaScript, light and dark."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bkn_portal.worklist import registry
from bkn_portal.worklist.items import AgendaItem, Development, Pillar, ToDo
from tests.factories import EmployeeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUBLIC = ["/gaya/", "/bantuan/", "/aksesibilitas/", "/privasi/", "/tidak-ada/"]


@pytest.fixture
def busy(monkeypatch):
    """Beranda has something in each panel."""
    monkeypatch.setattr(registry, "_sources", [])
    day = timedelta(days=1)
    registry.register(
        todos=lambda employee, now: [
            ToDo("Siapkan agenda sesi ke-3", "Memimpin rapat lintas unit", "/", now + day, Pillar.COACHING),
            ToDo("Unggah sertifikat", "Selesai 18 November", "/", None, Pillar.SELF_STUDY, tag="6 JP"),
        ],
        agenda=lambda employee, now: [AgendaItem("Sesi ke-3", "Lt. 4", now + day, now + day * 1.04, "/", "coaching")],
        developments=lambda employee, now: [Development("Memimpin rapat", Pillar.COACHING, "/", 60, "2 dari 4 sesi")],
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_public_pages_have_no_accessibility_findings(new_page, axe, theme):
    page = new_page(color_scheme=theme)
    for address in PUBLIC:
        page.goto(address)
        axe(page)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_dashboard_has_no_accessibility_findings(new_page, axe, sign_in, busy, width, theme):
    page = new_page(width=width, color_scheme=theme)
    sign_in(page, EmployeeFactory())
    page.goto("/")
    page.locator("details.menu summary").click()
    axe(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_admin_in_the_portals_colours_breaks_no_rule_of_the_csp(new_page, axe, sign_in, theme):
    page = new_page(color_scheme=theme)
    sign_in(page, EmployeeFactory(is_hr_admin=True))
    page.goto(reverse("admin:index"))
    assert page.locator("#site-name").inner_text() == "Portal Pengembangan\nAdministrasi SDM"
    for route in ("index", "employees_employee_changelist", "employees_employee_add"):
        page.goto(reverse(f"admin:{route}"))
        axe(page)


def test_pages_at_320_pixels_never_scroll_sideways(new_page, sign_in, busy):
    page = new_page(width=320)
    sign_in(page, EmployeeFactory(name="Ratna Wulandari Kusumaningtyas"))
    for address in ["/", *PUBLIC]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address


def test_first_view_needs_at_most_8_requests_all_from_here(page, sign_in, busy, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, EmployeeFactory())
    page.goto("/", wait_until="networkidle")
    assert len(asked) <= 8
    assert [url for url in asked if not url.startswith(live_server.url)] == []


def test_theme_with_javascript_changes_at_once_and_stays(page):
    page.goto("/bantuan/")
    with page.expect_response("**/tampilan/"):
        page.get_by_role("button", name="Gelap").click()
    assert page.get_by_role("button", name="Gelap").get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_theme_without_javascript_is_a_plain_form(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/bantuan/")
    page.get_by_role("button", name="Gelap").click()
    assert page.url.endswith("/bantuan/")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_theme_automatic_follows_the_system_without_javascript(new_page):
    grounds = set()
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        page.goto("/bantuan/")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == {"rgb(245, 247, 251)", "rgb(15, 21, 36)"}


def test_user_menu_without_javascript_opens_and_signs_out(new_page, sign_in, busy):
    page = new_page(java_script_enabled=False)
    sign_in(page, EmployeeFactory())
    page.goto("/")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.goto("/")
    assert page.locator("details.menu").count() == 0


def test_user_menu_closes_with_escape_and_gives_the_focus_back(page, sign_in, busy):
    sign_in(page, EmployeeFactory())
    page.goto("/")
    page.locator("details.menu summary").click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "summary"
    assert page.locator("details.menu").get_attribute("open") is None


def test_first_tab_leads_straight_to_the_content(page):
    page.goto("/bantuan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_error_summary_puts_the_cursor_into_the_field(page):
    page.goto("/gaya/")
    page.locator("[data-portal-errors] a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_refused-goal"


def test_form_sent_twice_in_a_row_goes_once(page):
    page.goto("/gaya/")
    sent = page.evaluate(
        """() => {
          const form = document.querySelector("#form form");
          let sent = 0;
          form.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) sent += 1;
            event.preventDefault();
          });
          form.noValidate = true;
          form.requestSubmit();
          form.requestSubmit();
          return sent;
        }"""
    )
    assert sent == 1


def test_page_enlarged_to_200_percent_keeps_everything_readable(new_page):
    page = new_page(width=640, device_scale_factor=2)
    page.goto("/gaya/")
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_targets_are_at_least_24_pixels_high(new_page, sign_in, busy):
    page = new_page(width=360)
    sign_in(page, EmployeeFactory())
    page.goto("/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("header a, header summary, footer a, footer button, .btn")]
          .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 24)
          .map((target) => target.textContent.trim())"""
    )
    assert small == []


@pytest.mark.parametrize("chosen", [True, False])
def test_paper_is_light_whatever_the_screen(new_page, chosen):
    page = new_page(color_scheme="dark")
    page.goto("/bantuan/")
    if chosen:
        with page.expect_response("**/tampilan/"):
            page.get_by_role("button", name="Gelap").click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(22, 32, 58)"
