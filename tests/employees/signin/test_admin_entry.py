import pytest
from django.urls import get_resolver

from bkn_portal.employees.models import Employee
from tests.employees.signin.conftest import PASSWORD
from tests.employees.signin.second_factor import add_recovery_codes, add_totp, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def production(settings):
    settings.DEMO = False


@pytest.fixture(params=["is_hr_admin", "is_superuser"])
def staff(request, employee) -> Employee:
    setattr(employee, request.param, True)
    employee.save()
    return employee


def test_admin_in_the_demo_opens_with_the_password(client, staff, enter):
    enter(client, staff.nip)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("production")
def test_admin_without_a_second_factor_sends_to_set_one_up(client, staff, enter):
    enter(client, staff.nip)
    assert client.get("/admin/").url == "/akun/faktor-kedua/"
    assert client.get("/admin/login/?next=/admin/").url == "/akun/faktor-kedua/"
    assert client.get("/").url == "/akun/faktor-kedua/"
    assert client.get("/akun/faktor-kedua/").status_code == 200


@pytest.mark.usefixtures("production")
def test_admin_with_the_second_factor_shown_at_sign_in_opens(client, staff, enter):
    secret = add_totp(staff)
    enter(client, staff.nip)
    assert client.get("/admin/").status_code == 302
    client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200
    assert client.get("/").status_code == 200


@pytest.mark.usefixtures("production")
def test_admin_with_a_factor_set_up_elsewhere_meanwhile_asks_for_it_once(client, staff, enter):
    enter(client, staff.nip)
    secret = add_totp(staff)
    confirm = client.get("/admin/").url
    assert confirm == "/akun/konfirmasi/kode/?next=%2Fadmin%2F"
    assert client.post(confirm, {"code": code_of(secret)}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("production")
@pytest.mark.django_db(transaction=True)
def test_admin_after_setting_the_app_up_opens_without_a_second_code(client, staff, enter):
    enter(client, staff.nip)
    client.post("/akun/konfirmasi/", {"password": PASSWORD})
    secret = client.get("/akun/faktor-kedua/aplikasi/").context["form"].secret
    client.post("/akun/faktor-kedua/aplikasi/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("production")
def test_admin_is_not_opened_by_the_password_asked_again(client, staff, enter):
    enter(client, staff.nip)
    add_totp(staff)
    client.post("/akun/konfirmasi/", {"password": PASSWORD})
    assert client.get("/admin/").status_code == 302


@pytest.mark.usefixtures("production")
def test_admin_closes_when_the_last_factor_is_removed(client, staff, enter):
    secret = add_totp(staff)
    enter(client, staff.nip)
    client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)})
    client.post("/akun/konfirmasi/kode/", {"code": code_of(secret, 1)})
    client.post("/akun/faktor-kedua/aplikasi/hapus/")
    assert client.get("/admin/").url == "/akun/faktor-kedua/"


@pytest.mark.usefixtures("production")
def test_admin_opens_with_a_recovery_code(client, staff, enter):
    add_totp(staff)
    codes = add_recovery_codes(staff)
    enter(client, staff.nip)
    client.post("/akun/masuk/faktor-kedua/", {"code": codes[0]})
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("production")
def test_admin_refuses_a_session_that_skipped_the_portal_s_sign_in(client, staff):
    add_totp(staff)
    client.force_login(staff)
    assert client.get("/admin/").url.startswith("/akun/konfirmasi/kode/")


@pytest.mark.usefixtures("production")
def test_admin_s_own_sign_in_form_takes_no_password(client, staff):
    answer = client.post("/admin/login/", {"username": staff.nip, "password": PASSWORD, "next": "/admin/"})
    assert answer.url.startswith("/akun/masuk/?next=")
    assert client.get("/admin/").status_code == 302


@pytest.mark.usefixtures("production")
def test_no_admin_page_opens_without_the_second_factor(client, staff, enter):
    """Every address below /admin/ that needs no argument."""
    enter(client, staff.nip)
    add_totp(staff)
    admin = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "admin/")
    paths = [f"/admin/{entry.pattern}" for entry in admin.url_patterns if "<" not in f"{entry.pattern}"]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 302)


@pytest.mark.parametrize("demo", [True, False])
def test_admin_for_others_is_forbidden_or_asks_to_sign_in(client, employee, enter, settings, demo):
    settings.DEMO = demo
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/akun/masuk/")
    enter(client, employee.nip)
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.usefixtures("production")
def test_people_without_staff_roles_need_no_second_factor(client, employee, enter):
    enter(client, employee.nip)
    assert client.get("/").status_code == 200


def test_admin_password_change_and_sign_out_lead_to_the_portal_s(client, staff, enter):
    enter(client, staff.nip)
    assert client.get("/admin/password_change/").url == "/akun/kata-sandi/"
    assert client.get("/admin/logout/").url == "/akun/keluar/"
