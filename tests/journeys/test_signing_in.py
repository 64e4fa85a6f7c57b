"""Signing in as a person does it: password, app, passkey, and without JavaScript."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from bkn_portal.employees.models import Employee
from tests.employees.signin.conftest import PASSWORD
from tests.employees.signin.second_factor import add_recovery_codes, add_totp, code_of
from tests.factories import EmployeeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def employee() -> Employee:
    person = EmployeeFactory(email="sari@bkn.example", name="Sari Dewi Lestari")
    person.set_password(PASSWORD)
    person.save()
    return person


def enter(page: Page, nip: str, password: str = PASSWORD) -> None:
    page.goto("/akun/masuk/")
    page.get_by_label("NIP").fill(nip)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def confirm(page: Page) -> None:
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Konfirmasi").click()


def fingerprint(page: Page) -> None:
    """Give the browser an authenticator whose owner always touches it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize("javascript", [True, False])
def test_password_and_sign_out_in_the_browser(new_page, employee, javascript):
    page = new_page(java_script_enabled=javascript)
    enter(page, employee.grouped_nip, "salah" * 4)
    expect(page.get_by_role("alert")).to_contain_text("NIP dan kata sandi tidak cocok")
    assert page.get_by_label("NIP").input_value() == employee.grouped_nip
    enter(page, employee.grouped_nip)
    page.wait_for_url("**/")
    page.goto("/akun/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sari Dewi Lestari")
    page.locator("summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/akun/masuk/")


def test_authenticator_app_set_up_and_used_without_javascript(new_page, employee):
    page = new_page(java_script_enabled=False)
    enter(page, employee.nip)
    page.goto("/akun/faktor-kedua/aplikasi/")
    confirm(page)
    secret = page.locator("code").inner_text()
    expect(page.get_by_alt_text("Kode QR untuk aplikasi autentikator")).to_be_visible()
    page.get_by_label("Kode").fill(code_of(secret))
    page.get_by_role("button", name="Pasang aplikasi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    recovery = page.locator("li code").first.inner_text()
    page.context.clear_cookies()
    enter(page, employee.nip)
    page.get_by_label("Kode").fill(recovery)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.goto("/akun/")
    expect(page.get_by_text("terpasang")).to_be_visible()


def test_passkey_added_and_used_in_place_of_nip_and_password(page, employee):
    fingerprint(page)
    enter(page, employee.nip)
    page.goto("/akun/faktor-kedua/kunci-sandi/tambah/")
    confirm(page)
    page.get_by_label("Masuk cukup dengan kunci sandi ini").check()
    page.get_by_role("button", name="Tambah kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    page.context.clear_cookies()
    page.goto("/akun/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.wait_for_url(re.compile(r"^http://[^/]+/$"))
    page.goto("/akun/faktor-kedua/kunci-sandi/")
    expect(page.get_by_text("Cukup untuk masuk")).to_be_visible()


def test_passkey_as_second_factor_and_as_confirmation(page, employee):
    fingerprint(page)
    enter(page, employee.nip)
    page.goto("/akun/faktor-kedua/kunci-sandi/tambah/")
    confirm(page)
    page.get_by_role("button", name="Tambah kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    page.context.clear_cookies()
    enter(page, employee.nip)
    page.get_by_role("button", name="Gunakan kunci sandi").click()
    page.wait_for_url(re.compile(r"^http://[^/]+/$"))
    page.goto("/akun/faktor-kedua/kunci-sandi/")
    page.get_by_role("link", name=re.compile("^Hapus")).click()
    page.get_by_role("link", name="Dengan kunci sandi").click()
    page.get_by_role("button", name="Gunakan kunci sandi").click()
    page.get_by_role("button", name="Hapus kunci sandi").click()
    expect(page.get_by_text("Belum ada kunci sandi.")).to_be_visible()


def test_passkey_refused_by_the_person_says_so_and_leaves_the_other_ways(page, employee):
    page.goto("/akun/masuk/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.get_by_text("Kunci sandi tidak terpakai")).to_be_visible()
    enter(page, employee.nip)
    page.wait_for_url(re.compile(r"^http://[^/]+/$"))


ENTRY = [
    "/akun/masuk/",
    "/akun/lupa-kata-sandi/",
    "/akun/lupa-kata-sandi/terkirim/",
    "/akun/lupa-kata-sandi/selesai/",
    "/akun/lupa-kata-sandi/1-x/",
    "/akun/sso/batal/",
]
OWN = [
    "/akun/",
    "/akun/pengaturan/",
    "/akun/sesi/",
    "/akun/kata-sandi/",
    "/akun/keluar/",
    "/akun/konfirmasi/kode/",
    "/akun/faktor-kedua/",
    "/akun/faktor-kedua/aplikasi/hapus/",
    "/akun/faktor-kedua/kode-pemulihan/",
    "/akun/faktor-kedua/kode-pemulihan/baru/",
    "/akun/faktor-kedua/kunci-sandi/",
    "/akun/faktor-kedua/kunci-sandi/tambah/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_signing_in_are_accessible_and_fit(new_page, employee, axe, scheme, width):
    secret = add_totp(employee)
    add_recovery_codes(employee)
    page = new_page(width=width, color_scheme=scheme)
    for path in ENTRY:
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    enter(page, employee.nip)
    axe(page)
    page.get_by_label("Kode").fill(code_of(secret))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile(r"^http://[^/]+/$"))
    page.goto("/akun/konfirmasi/kode/?next=/akun/")
    page.get_by_label("Kode").fill(code_of(secret, 1))
    page.get_by_role("button", name="Konfirmasi").click()
    for path in OWN:
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
