"""Pages that belong to no app: help, accessibility, privacy, gallery, errors, health, and the choices of the foot."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views import defaults

from tests.factories import EmployeeFactory, ReminderFactory
from tests.home.markup import inline_code, words

pytestmark = pytest.mark.django_db
TITLES = {
    "home:help": ("Bantuan", "Help"),
    "home:accessibility": ("Aksesibilitas", "Accessibility"),
    "home:privacy": ("Pelindungan data pribadi", "Personal data protection"),
    "home:style_gallery": ("Gaya", "Gaya"),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("route", TITLES)
def test_public_page_for_a_stranger_speaks_the_chosen_language(client, route, language):
    client.cookies["django_language"] = language
    response = client.get(reverse(route))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" data-bs-theme="auto">' in html
    assert f"<h1>{TITLES[route][language == 'en']}</h1>" in html
    assert inline_code(html) == []
    assert html.count("<h1") == 1


def test_privacy_page_tells_of_the_calendar_that_a_coach_lets_be_read(client):
    html = client.get(reverse("home:privacy")).content.decode()
    assert "Dari kalender Anda sendiri, bila Anda coach dan mengizinkan portal membacanya" in html


def test_style_gallery_in_production_does_not_exist(client, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get(reverse("home:style_gallery")).status_code == 404


def test_robots_asks_search_engines_to_stay_away(client):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


# --- health ------------------------------------------------------------------------------------------------------
def test_live_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/sehat/live").json() == {"status": "ok"}


def test_ready_with_everything_up_is_ok(client):
    response = client.get("/sehat/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok", "cache": "ok"})


def test_ready_without_database_answers_503_and_says_no_reason(client):
    def refuse(*args):
        raise DatabaseError("password of the database is wrong")

    with connection.execute_wrapper(refuse):
        response = client.get("/sehat/ready")
    assert (response.status_code, response.json()) == (
        503,
        {"status": "unavailable", "database": "down", "cache": "ok"},
    )


def test_ready_without_cache_answers_503(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    response = client.get("/sehat/ready")
    assert (response.status_code, response.json()["cache"]) == (503, "down")


# --- language and theme ------------------------------------------------------------------------------------------
def test_theme_chosen_stays_in_a_cookie_and_on_the_page(client):
    response = client.post(reverse("home:set_theme"), {"theme": "dark", "next": "/bantuan/"})
    assert (response.status_code, response.url) == (302, "/bantuan/")
    assert 'data-bs-theme="dark"' in client.get("/bantuan/").content.decode()


@pytest.mark.parametrize("cookie", ["", "neon", '"><script>'])
def test_theme_unknown_is_automatic(client, cookie):
    client.post(reverse("home:set_theme"), {"theme": cookie})
    assert "theme" not in client.cookies
    client.cookies["theme"] = cookie
    assert 'data-bs-theme="auto"' in client.get("/bantuan/").content.decode()


def test_language_chosen_by_an_employee_stays_with_the_account(client):
    employee = EmployeeFactory()
    client.force_login(employee)
    client.post(reverse("home:set_language"), {"language": "en", "next": "/bantuan/"})
    employee.refresh_from_db()
    assert employee.language == "en"
    assert "<h1>Help</h1>" in client.get("/bantuan/").content.decode()


@pytest.mark.parametrize("language", ["", "fr", "id; DROP"])
def test_language_unknown_changes_nothing(client, language):
    employee = EmployeeFactory()
    client.force_login(employee)
    assert client.post(reverse("home:set_language"), {"language": language}).status_code == 302
    employee.refresh_from_db()
    assert employee.language == "id"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_choice_never_leads_to_another_site(client, target):
    response = client.post(reverse("home:set_theme"), {"theme": "dark", "next": target})
    assert response.url == reverse("home:dashboard")


@pytest.mark.parametrize("route", ["home:set_theme", "home:set_language"])
def test_choice_by_get_is_refused(client, route):
    assert client.get(reverse(route)).status_code == 405


# --- errors ------------------------------------------------------------------------------------------------------
def test_unknown_address_gets_the_portals_404(client):
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in words(response.content.decode())


def test_form_without_token_gets_the_portals_403():
    response = Client(enforce_csrf_checks=True).post(reverse("home:set_theme"), {"theme": "dark"})
    assert response.status_code == 403
    assert "Formulir sudah kedaluwarsa" in words(response.content.decode())


@pytest.mark.parametrize(
    ("view", "arguments", "status", "title"),
    [
        (defaults.bad_request, [SuspiciousOperation()], 400, "Permintaan tidak dapat dipahami"),
        (defaults.permission_denied, [PermissionDenied()], 403, "Bukan untuk akun ini"),
        (defaults.server_error, [], 500, "Terjadi gangguan pada sistem"),
    ],
)
def test_error_page_without_user_or_database_comes_up(view, arguments, status, title, django_assert_num_queries):
    with django_assert_num_queries(0), translation.override("id"):
        response = view(RequestFactory().get("/"), *arguments)
    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in html
    assert inline_code(html) == []


def test_error_page_in_english_is_english():
    with translation.override("en"):
        response = defaults.server_error(RequestFactory().get("/"))
    assert "<h1>Something went wrong on our side</h1>" in response.content.decode()


# --- navigation --------------------------------------------------------------------------------------------------
def current_page(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)" aria-current="page">', html)


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", ["/"]), ("/coaching/", ["/coaching/"]), ("/jam-pelajaran/", ["/jam-pelajaran/"]), ("/bantuan/", [])],
)
def test_navigation_marks_the_page_of_the_app_one_is_in(client, address, current):
    client.force_login(EmployeeFactory())
    assert current_page(client.get(address).content.decode()) == current


@pytest.mark.parametrize(("is_hr_admin", "times"), [(True, 1), (False, 0)])
def test_navigation_leads_to_the_admin_only_for_hr(client, is_hr_admin, times):
    client.force_login(EmployeeFactory(is_hr_admin=is_hr_admin))
    assert client.get("/bantuan/").content.decode().count(f'href="{reverse("admin:index")}"') == times


def test_bell_counts_unread_notifications(client, now):
    employee = EmployeeFactory()
    ReminderFactory.create_batch(2, recipient=employee, delivered_at=now)
    client.force_login(employee)
    assert "2 Pemberitahuan, 2 belum dibaca" in words(client.get("/bantuan/").content.decode())


@pytest.mark.parametrize(
    "address", ["/akun/", "/akun/pengaturan/", "/akun/pemberitahuan/", "/jam-pelajaran/", "/surat/"]
)
def test_page_asked_for_its_head_alone_answers(client, address):
    client.force_login(EmployeeFactory())
    assert client.head(address).status_code == 200
