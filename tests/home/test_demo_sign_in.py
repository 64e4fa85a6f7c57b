import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache

from bkn_portal.audit.models import Event
from bkn_portal.demo.cast import CAST, NIP_OF
from bkn_portal.employees.models import Employee
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cache.clear()
    return {
        member.key: EmployeeFactory(nip=member.nip, pppk=member.key == "pppk", name=f"Pemeran {member.key.title()}")
        for member in CAST
        if member.key != "pppk"
    }


def test_demo_page_lists_the_cast_with_one_button_each(client, cast):
    page = client.get("/akun/masuk/").content.decode()
    for key, person in cast.items():
        assert f'action="/demo/masuk/{key}/"' in page
        assert person.display_name in page
    assert not [nip for nip in NIP_OF.values() if nip in page]


@pytest.mark.parametrize("key", [member.key for member in CAST if member.key != "pppk"])
def test_demo_button_signs_in_as_the_member(client, cast, key):
    assert client.post(f"/demo/masuk/{key}/").url == "/"
    assert client.get("/akun/").context["user"] == cast[key]


@pytest.mark.parametrize("second", ["coachee", "coach"])
def test_demo_button_in_a_browser_already_signed_in_signs_in_anew(client, cast, second):
    client.post("/demo/masuk/coachee/")
    assert client.post(f"/demo/masuk/{second}/").url == "/"
    assert client.get("/akun/").context["user"] == cast[second]
    listed = UserSession.objects.filter(session_key=client.session.session_key)
    assert [browser.user for browser in listed] == [cast[second]]
    assert Event.objects.filter(kind="employees.sign_in.succeeded").count() == 2


def test_demo_sign_in_by_get_changes_nothing(client, cast):
    assert client.get("/demo/masuk/coachee/").status_code == 405


def test_demo_sign_in_of_an_unknown_key_is_not_found(client, cast):
    assert client.post("/demo/masuk/siapa/").status_code == 404


def test_demo_sign_in_before_the_data_are_loaded_is_not_found(client):
    assert client.post("/demo/masuk/coachee/").status_code == 404


@pytest.mark.parametrize("before", ["", "coach"])
def test_demo_button_of_a_deactivated_member_leads_back_and_changes_nothing(client, cast, now, before):
    Employee.objects.filter(pk=cast["coachee"].pk).update(is_active=False, deactivated_at=now)
    if before:
        client.post(f"/demo/masuk/{before}/")
    events, session = Event.objects.count(), client.session.session_key
    answer = client.post("/demo/masuk/coachee/")
    assert (answer.status_code, answer.url) == (302, "/akun/masuk/")
    assert "dinonaktifkan di portal contoh" in client.get(answer.url, follow=True).content.decode()
    assert Event.objects.count() == events
    if before:
        assert client.session.session_key == session
        assert client.get("/akun/").context["user"] == cast[before]


def test_outside_the_demo_neither_the_list_nor_the_address_exists(client, cast, settings):
    settings.DEMO = False
    assert client.post("/demo/masuk/coachee/").status_code == 404
    assert "/demo/masuk/" not in client.get("/akun/masuk/").content.decode()
