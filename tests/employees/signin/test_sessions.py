from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from bkn_portal.audit.models import Event
from bkn_portal.employees.actions import deactivate_employee
from bkn_portal.employees.actions.account import end_session
from bkn_portal.employees.browsers import browser_name
from tests.employees.signin.conftest import PASSWORD
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
QUERIES_OF_A_SIGN_IN = 15  # four of them savepoints of the test
NEW = "payung merah di tepi jalan"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def test_session_key_changes_at_sign_in(client, employee, enter):
    client.get("/akun/masuk/")
    client.cookies[project.SESSION_COOKIE_NAME] = "a" * 32
    enter(client, employee.nip)
    assert client.cookies[project.SESSION_COOKIE_NAME].value != "a" * 32


@pytest.mark.parametrize("key", ["abcdefghij\\000k", "short", "*" * 32, "ä" * 32])
def test_session_cookie_that_nobody_was_given_is_none(client, key):
    assert client.get("/coaching/", headers={"cookie": f'sessionid="{key}"'}).url == "/akun/masuk/?next=/coaching/"


def test_session_cookie_is_hidden_from_scripts_and_other_sites(client, employee, enter):
    enter(client, employee.nip)
    cookie = client.cookies[project.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 12 * 3600


def test_session_ends_after_twelve_hours_however_busy_it_is(client, employee, enter, now):
    with time_machine.travel(now, tick=False) as clock:
        enter(client, employee.nip)
        for _hour in range(12):
            clock.shift(timedelta(hours=1))
            client.post("/akun/pengaturan/", {"language": "id", "time_zone": ""})
            session = client.session
            session["busy"] = timezone.now().isoformat()
            session.save()
        assert client.get("/akun/").status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.get("/akun/").status_code == 302
        assert Session.objects.filter(expire_date__gt=timezone.now()).count() <= 1


def test_session_of_a_deactivated_employee_ends_with_the_next_request(client, employee, enter, now):
    enter(client, employee.nip)
    deactivate_employee(employee=employee, by=EmployeeFactory(is_hr_admin=True), now=now)
    assert client.get("/akun/").url.startswith("/akun/masuk/")


def test_session_does_not_revive_with_the_employee(client, employee, enter, now, django_capture_on_commit_callbacks):
    enter(client, employee.nip)
    with django_capture_on_commit_callbacks(execute=True):
        deactivate_employee(employee=employee, by=EmployeeFactory(is_hr_admin=True), now=now)
    employee.is_active, employee.deactivated_at = True, None
    employee.save()
    assert client.get("/akun/").status_code == 302


def test_password_change_ends_all_other_sessions_and_keeps_this_one(client, employee, enter, mailoutbox):
    other = Client()
    enter(other, employee.nip)
    enter(client, employee.nip)
    key = client.session.session_key
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/akun/kata-sandi/", data).url == "/akun/"
    assert client.get("/akun/").status_code == 200
    assert client.session.session_key != key
    assert other.get("/akun/").status_code == 302
    assert UserSession.objects.filter(user=employee).count() == 1
    assert mailoutbox[0].to == [employee.email]
    assert Event.objects.filter(kind="employees.account.password_changed").count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"oldpassword": "salah" * 4, "password1": NEW, "password2": NEW},
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW + "x"},
        {"oldpassword": PASSWORD, "password1": "pendek", "password2": "pendek"},
        {},
    ],
)
def test_password_change_with_faults_changes_nothing(client, employee, enter, data):
    enter(client, employee.nip)
    assert client.post("/akun/kata-sandi/", data).status_code == 422
    employee.refresh_from_db()
    assert employee.check_password(PASSWORD)


def test_employee_without_password_is_sent_to_set_one(client):
    employee = EmployeeFactory()
    employee.set_unusable_password()
    employee.save()
    client.force_login(employee)
    assert client.get("/akun/kata-sandi/").url == "/akun/kata-sandi/baru/"
    assert client.post("/akun/kata-sandi/baru/", {"password1": NEW, "password2": NEW}).status_code == 302
    employee.refresh_from_db()
    assert employee.check_password(NEW)


def test_session_list_names_the_browsers_this_one_first(client, employee, enter):
    enter(client, employee.nip, headers={"user-agent": "curl/8"})
    enter(Client(), employee.nip, headers={"user-agent": CHROME})
    browsers = client.get("/akun/sesi/").context["browsers"]
    assert [(browser.browser, browser.is_current) for browser in browsers] == [
        (browser_name(""), True),
        ("Chrome · Windows", False),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_session_list_costs_the_same_queries_for_one_and_three(
    client, employee, enter, django_assert_num_queries, count
):
    for _browser in range(count - 1):
        enter(Client(), employee.nip)
    enter(client, employee.nip)
    client.get("/akun/sesi/")
    with django_assert_num_queries(3):
        client.get("/akun/sesi/")


@pytest.mark.parametrize("count", [1, 3])
def test_sign_in_costs_the_same_queries_with_one_and_three_other_browsers(
    client, employee, enter, django_assert_num_queries, count
):
    for _browser in range(count):
        enter(Client(), employee.nip)
    with django_assert_num_queries(QUERIES_OF_A_SIGN_IN):
        enter(client, employee.nip)


def test_sign_in_takes_browsers_without_a_session_off_the_list(client, employee, enter):
    gone, live = Client(), Client()
    enter(gone, employee.nip)
    enter(live, employee.nip)
    Session.objects.filter(session_key=gone.session.session_key).delete()
    enter(client, employee.nip)
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {
        live.session.session_key,
        client.session.session_key,
    }


def test_session_ended_from_the_list_is_out_at_its_next_request(
    client, employee, enter, django_capture_on_commit_callbacks
):
    other = Client()
    enter(other, employee.nip)
    enter(client, employee.nip)
    pk = UserSession.objects.get(session_key=other.session.session_key).pk
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/akun/sesi/{pk}/akhiri/").url == "/akun/sesi/"
    assert other.get("/akun/").status_code == 302
    assert client.get("/akun/").status_code == 200


def test_session_of_somebody_else_is_left_alone_and_not_told_apart_from_one_that_ended(client, employee, enter):
    stranger = EmployeeFactory()
    other = Client()
    other.force_login(stranger)
    UserSession.objects.create(user=stranger, session_key=other.session.session_key, ip="127.0.0.1")
    enter(client, employee.nip)
    pk = UserSession.objects.get(user=stranger).pk
    told = []
    for number in (pk, pk + 1000):
        answer = client.post(f"/akun/sesi/{number}/akhiri/", follow=True)
        told += [str(message) for message in answer.context["messages"]]
    assert told == ["Peramban itu sudah tidak masuk lagi."] * 2
    assert other.get("/akun/").status_code == 200
    assert other.get("/akun/").status_code == 200


def test_all_other_sessions_end_together_and_are_counted(client, employee, enter, django_capture_on_commit_callbacks):
    others = [Client(), Client()]
    for other in others:
        enter(other, employee.nip)
    enter(client, employee.nip)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/akun/sesi/akhiri-lainnya/")
    assert [other.get("/akun/").status_code for other in others] == [302, 302]
    assert client.get("/akun/").status_code == 200
    assert Event.objects.get(kind="employees.session.others_ended").details == {"count": 2}


@pytest.mark.parametrize("path", ["/akun/sesi/1/akhiri/", "/akun/sesi/akhiri-lainnya/"])
def test_session_is_not_ended_by_get(client, employee, enter, path):
    enter(client, employee.nip)
    assert client.get(path).status_code == 405


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox · Linux"),
        (CHROME + " Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
    ],
)
def test_browser_name_of_user_agent_is_readable(agent, name):
    assert browser_name(agent) == name


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_session_read_while_it_is_being_ended_does_not_live_on_in_the_cache(client, employee, enter, now):
    enter(client, employee.nip)
    session = UserSession.objects.get(user=employee)

    def ask():
        try:
            return client.get("/akun/").status_code
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        end_session(session=session, by=employee, now=now)
        assert pool.submit(ask).result(timeout=20) == 200
    assert client.get("/akun/").url.startswith("/akun/masuk/")
