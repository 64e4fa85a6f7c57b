import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bkn_portal.audit.models import Event
from bkn_portal.employees.adapters import SIGN_IN_REFUSED
from tests.employees.signin.conftest import PASSWORD
from tests.employees.signin.hashers import CountingHasher
from tests.factories import EmployeeFactory, make_nip

pytestmark = pytest.mark.django_db
UNKNOWN = make_nip(1500)


def body(response) -> str:
    """The page without what differs in every answer."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r'name="login" value="[\d ]*"', "", text)


def test_sign_in_with_nip_and_password_opens_beranda(client, employee, enter):
    assert enter(client, employee.nip).url == "/"
    assert client.get("/akun/").context["user"] == employee


def test_sign_in_while_signed_in_leads_on_and_keeps_the_person(client, employee, enter):
    other = EmployeeFactory(password=employee.password)
    enter(client, employee.nip)
    assert [enter(client, nip).url for nip in (employee.nip, other.nip)] == ["/", "/"]
    assert client.get("/akun/").context["user"] == employee


@pytest.mark.parametrize("write", ["grouped", "dashes"])
def test_sign_in_with_separated_nip_is_accepted(client, employee, enter, write):
    nip = employee.grouped_nip if write == "grouped" else f"  {employee.grouped_nip.replace(' ', '-')} "
    assert enter(client, nip).status_code == 302


def test_sign_in_with_too_few_digits_names_the_field(client, employee, enter):
    response = enter(client, employee.nip[:-1])
    assert response.status_code == 422
    assert "login" in response.context["form"].errors


@pytest.mark.parametrize("junk", ["\x00" * 18, "１" * 18, "a" * 18, "1" * 5000, ""])
def test_sign_in_with_junk_is_refused(client, enter, junk):
    assert enter(client, junk).status_code == 422


def test_sign_in_refused_tells_nobody_who_exists(client, enter, settings):
    """Unknown NIP, wrong password, deactivated with the right password, no password: one answer, the same work."""
    settings.PASSWORD_HASHERS = ["tests.employees.signin.hashers.CountingHasher"]
    known, left, new = EmployeeFactory(), EmployeeFactory(), EmployeeFactory()
    for person in (known, left):
        person.set_password(PASSWORD)
    new.set_unusable_password()
    left.is_active, left.deactivated_at = False, "2026-11-01T00:00Z"
    for person in (known, left, new):
        person.save()
    tries = [(UNKNOWN, PASSWORD), (known.nip, "salah" * 4), (left.nip, PASSWORD), (new.nip, PASSWORD)]
    enter(client, make_nip(1501))  # the first render of a process compiles templates
    answers = []
    for nip, password in tries:
        before = CountingHasher.calls
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = enter(client, nip, password)
        answers.append((response.status_code, body(response), CountingHasher.calls - before, len(queries)))
    assert [answer[0] for answer in answers] == [422] * 4
    assert str(SIGN_IN_REFUSED) in answers[0][1].replace("&#x27;", "'")
    assert answers[1:] == answers[:1] * 3
    assert answers[0][2] == 1


def test_sign_in_page_outside_the_demo_keeps_the_nip_typed_and_not_the_password(client, employee, enter):
    page = enter(client, employee.grouped_nip, "salah" * 4).content.decode()
    assert employee.grouped_nip in page
    assert "salahsalah" not in page


def test_sign_up_has_no_address(client):
    assert client.get("/akun/signup/").status_code == 404
    assert client.get("/akun/email/").status_code == 404


def test_sign_in_to_another_site_stays_here(client, employee):
    data = {"login": employee.nip, "password": PASSWORD, "next": "https://jahat.example/"}
    assert client.post("/akun/masuk/", data).url == "/"


def test_sign_in_returns_to_the_page_that_was_asked_for(client, employee):
    data = {"login": employee.nip, "password": PASSWORD, "next": "/akun/sesi/"}
    assert client.post("/akun/masuk/", data).url == "/akun/sesi/"


def test_sign_in_is_recorded_without_the_nip(client, employee, enter):
    enter(client, employee.nip, "salah" * 4)
    enter(client, UNKNOWN, "salah" * 4)
    enter(client, employee.nip)
    kinds = [(event.kind, event.target_id) for event in Event.objects.order_by("id")]
    assert kinds == [
        ("employees.sign_in.refused", str(employee.pk)),
        ("employees.sign_in.refused", "0"),
        ("employees.sign_in.succeeded", str(employee.pk)),
    ]
    for event in Event.objects.all():
        assert employee.nip not in f"{event.details} {event.actor}"
        assert UNKNOWN not in f"{event.details} {event.actor}"


def test_sign_in_refused_keeps_the_nip_out_of_the_log(client, employee, enter, caplog):
    enter(client, employee.nip, "salah" * 4)
    assert employee.nip not in caplog.text


def test_sign_out_by_get_asks_first(client, employee, enter):
    enter(client, employee.nip)
    assert client.get("/akun/keluar/").status_code == 200
    assert client.get("/akun/").status_code == 200
    assert client.post("/akun/keluar/").url == "/akun/masuk/"
    assert client.get("/akun/").status_code == 302
