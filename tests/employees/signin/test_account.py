from datetime import date

import pytest

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied
from bkn_portal.employees.actions import account as actions
from tests.factories import EmployeeFactory, SupervisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client, employee, enter):
    enter(client, employee.nip)
    return employee


def test_profile_shows_the_grouped_nip_and_who_leads_now(client, me):
    SupervisionFactory(employee=me, supervisor=EmployeeFactory(name="Budi Santoso"), start=date(2020, 1, 1))
    page = client.get("/akun/").content.decode()
    assert me.grouped_nip in page
    assert "Budi Santoso" in page
    assert "<input" not in page.split('<main id="isi"')[1].split("</main>")[0]


def test_profile_costs_few_queries(client, me, django_assert_max_num_queries):
    client.get("/akun/")
    with django_assert_max_num_queries(8):
        client.get("/akun/")


def test_settings_change_language_and_zone_with_a_record(client, me):
    assert client.post("/akun/pengaturan/", {"language": "en", "time_zone": "Asia/Jayapura"}).url == "/akun/"
    me.refresh_from_db()
    assert (me.language, me.zone) == ("en", "Asia/Jayapura")
    page = client.get("/akun/").content.decode()
    assert 'lang="en"' in page
    assert "WIT" in page
    kinds = Event.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds)[1:] == ["employees.employee.language_changed", "employees.employee.time_zone_changed"]


def test_settings_saved_twice_record_once(client, me):
    for _time in range(2):
        client.post("/akun/pengaturan/", {"language": "en", "time_zone": ""})
    assert Event.objects.filter(kind="employees.employee.language_changed").count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"language": "xx"},
        {"language": "id", "time_zone": "Europe/Berlin"},
        {"language": "id" * 500, "time_zone": "\x00"},
    ],
)
def test_settings_with_faults_change_nothing(client, me, data):
    assert client.post("/akun/pengaturan/", data).status_code == 422
    me.refresh_from_db()
    assert (me.language, me.time_zone_override) == ("id", "")


def test_settings_of_somebody_else_are_denied(now):
    employee, admin = EmployeeFactory(), EmployeeFactory(is_hr_admin=True)
    with pytest.raises(AccessDenied):
        actions.change_language(employee=employee, language="en", by=admin, now=now)
    with pytest.raises(AccessDenied):
        actions.change_time_zone(employee=employee, time_zone="Asia/Jayapura", by=admin, now=now)


@pytest.mark.parametrize(
    "path",
    ["/akun/", "/akun/pengaturan/", "/akun/sesi/", "/akun/kata-sandi/", "/akun/faktor-kedua/", "/akun/konfirmasi/"],
)
def test_account_pages_of_strangers_lead_to_the_sign_in(client, db, path):
    assert client.get(path).url == f"/akun/masuk/?next={path}"


def test_nip_is_in_no_address_of_the_account_pages(client, me):
    for path in ("/akun/", "/akun/sesi/", "/akun/faktor-kedua/"):
        page = client.get(path).content.decode()
        assert me.nip not in page
