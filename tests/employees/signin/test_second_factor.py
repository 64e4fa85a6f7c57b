import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from bkn_portal.audit.models import Event
from bkn_portal.employees.adapters import SecondFactorAdapter
from tests.employees.signin.conftest import PASSWORD
from tests.employees.signin.second_factor import add_recovery_codes, add_totp, code_of, stored_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """allauth notes in a GET that recovery codes were seen, so these tests use the client that may write."""
    return Client()


@pytest.fixture
def inside(client, employee, enter):
    """A client that is signed in with the password and confirmed it once more."""
    enter(client, employee.nip)
    client.post("/akun/konfirmasi/", {"password": PASSWORD})
    return client


def test_second_factor_asked_after_the_password_lets_nobody_in_before(client, employee, enter):
    secret = add_totp(employee)
    assert enter(client, employee.nip).url == "/akun/masuk/faktor-kedua/"
    assert client.get("/akun/").status_code == 302
    assert client.post("/akun/masuk/faktor-kedua/", {"code": "000000"}).status_code == 422
    assert client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)}).url == "/"
    assert client.get("/akun/").status_code == 200


def test_second_factor_page_without_a_password_leads_to_the_sign_in(client):
    assert client.get("/akun/masuk/faktor-kedua/").url == "/akun/masuk/"


def test_code_used_once_is_refused_the_second_time(client, employee, enter):
    secret = add_totp(employee)
    code = code_of(secret)
    enter(client, employee.nip)
    client.post("/akun/masuk/faktor-kedua/", {"code": code})
    client.post("/akun/keluar/")
    enter(client, employee.nip)
    assert client.post("/akun/masuk/faktor-kedua/", {"code": code}).status_code == 422


def test_code_tried_five_times_locks_even_the_right_one(client, employee, enter):
    secret = add_totp(employee)
    enter(client, employee.nip)
    for _try in range(5):
        client.post("/akun/masuk/faktor-kedua/", {"code": "000000"})
    assert client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)}).status_code == 422
    assert Event.objects.filter(kind="employees.sign_in.refused", target_id=str(employee.pk)).count() == 5


def test_recovery_code_opens_once(client, employee, enter):
    add_totp(employee)
    codes = add_recovery_codes(employee)
    for expected in (302, 422):
        enter(client, employee.nip)
        assert client.post("/akun/masuk/faktor-kedua/", {"code": codes[0]}).status_code == expected
        client.post("/akun/keluar/")


def test_secrets_stand_encrypted_in_the_database(client, employee, enter):
    secret = add_totp(employee)
    codes = add_recovery_codes(employee)
    stored = stored_data(employee)
    assert secret not in stored
    assert not [code for code in codes if code in stored]
    seed = Authenticator.objects.get(user=employee, type="recovery_codes").data["seed"]
    assert seed.startswith("gAAAA")  # a Fernet token


@pytest.mark.parametrize("way", ["sign_in", "confirm"])
def test_code_used_once_is_refused_as_long_as_the_clock_would_accept_it(client, employee, enter, now, way):
    """The app's clock may be half a minute early, so that its code is good for a minute and a half."""
    secret = add_totp(employee)
    with time_machine.travel(now, tick=False) as clock:
        enter(client, employee.nip)
        if way == "confirm":
            client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)})
        code = code_of(secret, 1)
        address = "/akun/masuk/faktor-kedua/" if way == "sign_in" else "/akun/konfirmasi/kode/"
        assert client.post(address, {"code": code}).status_code == 302
        clock.shift(59)
        again = Client()
        enter(again, employee.nip)
        assert again.post("/akun/masuk/faktor-kedua/", {"code": code}).status_code == 422
        assert again.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret, 1)}).status_code == 302


def test_code_that_set_the_app_up_is_used(inside, employee, enter, now):
    with time_machine.travel(now, tick=False):
        secret = inside.get("/akun/faktor-kedua/aplikasi/").context["form"].secret
        code = code_of(secret)
        assert inside.post("/akun/faktor-kedua/aplikasi/", {"code": code}).status_code == 302
        browser = Client()
        enter(browser, employee.nip)
        assert browser.post("/akun/masuk/faktor-kedua/", {"code": code}).status_code == 422
        assert browser.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret, 1)}).url == "/"


def test_setting_up_asks_for_the_password_again(client, employee, enter):
    enter(client, employee.nip)
    assert client.get("/akun/faktor-kedua/aplikasi/").url.startswith("/akun/konfirmasi/")


@pytest.mark.django_db(transaction=True)
def test_app_set_up_gives_recovery_codes_a_mail_and_a_record(inside, employee, mailoutbox):
    page = inside.get("/akun/faktor-kedua/aplikasi/")
    secret = page.context["form"].secret
    assert "otpauth" not in page.content.decode().replace("data:image", "")
    assert inside.post("/akun/faktor-kedua/aplikasi/", {"code": "000000"}).status_code == 422
    answer = inside.post("/akun/faktor-kedua/aplikasi/", {"code": code_of(secret)})
    assert answer.url == "/akun/faktor-kedua/kode-pemulihan/"
    assert len(inside.get(answer.url).context["unused_codes"]) == 10
    assert mailoutbox[0].to == [employee.email]
    added = Event.objects.filter(kind="employees.account.factor_added", target_id=str(employee.pk))
    assert sorted(event.details["factor"] for event in added) == ["recovery_codes", "totp"]


def test_qr_code_address_names_no_nip(employee):
    employee.email = ""
    assert employee.nip not in SecondFactorAdapter().build_totp_url(employee, "SECRET")


def test_app_removed_takes_the_recovery_codes_with_it(client, employee, enter):
    secret = add_totp(employee)
    add_recovery_codes(employee)
    enter(client, employee.nip)
    client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)})
    client.post("/akun/konfirmasi/kode/", {"code": code_of(secret, 1)})
    assert client.post("/akun/faktor-kedua/aplikasi/hapus/").url == "/akun/faktor-kedua/"
    assert Authenticator.objects.filter(user=employee).count() == 0


def test_password_alone_does_not_confirm_who_has_a_second_factor(client, employee, enter):
    secret = add_totp(employee)
    enter(client, employee.nip)
    client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)})
    assert client.get("/akun/faktor-kedua/aplikasi/hapus/").url.startswith("/akun/konfirmasi/kode/")
    client.post("/akun/konfirmasi/", {"password": PASSWORD})
    assert client.get("/akun/faktor-kedua/aplikasi/hapus/").status_code == 302


def test_recovery_codes_are_hidden_until_confirmed(client, employee, enter):
    secret = add_totp(employee)
    codes = add_recovery_codes(employee)
    enter(client, employee.nip)
    client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)})
    hidden = client.get("/akun/faktor-kedua/kode-pemulihan/").content.decode()
    assert codes[0] not in hidden
    assert client.get("/akun/faktor-kedua/kode-pemulihan/unduh/").url.startswith("/akun/konfirmasi/kode/")
    client.post("/akun/konfirmasi/kode/", {"code": code_of(secret, 1)})
    assert codes[0] in client.get("/akun/faktor-kedua/kode-pemulihan/").content.decode()
    assert codes[0] in client.get("/akun/faktor-kedua/kode-pemulihan/unduh/").content.decode()


def test_passkey_challenge_for_strangers_names_nobody(client):
    options = client.get("/akun/masuk/kunci-sandi/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"].get("allowCredentials", []) == []


@pytest.mark.parametrize(
    "credential", ["", "null", "{}", "[]", '{"id": "x"}', "kaboom", '{"response": {"userHandle": "MQ"}}']
)
def test_passkey_sign_in_with_junk_goes_back_to_the_page(client, credential):
    client.get("/akun/masuk/kunci-sandi/", headers={"accept": "application/json"})
    answer = client.post("/akun/masuk/kunci-sandi/", {"credential": credential})
    assert answer.url == "/akun/masuk/"


REFUSED = "Kunci sandi tidak terpakai. Coba lagi, atau pilih cara lain."
JUNK = ["", "null", "kaboom", '{"id": "x"}', "[" * 50_000, "9" * 5_000]


@pytest.mark.parametrize("credential", JUNK, ids=range(len(JUNK)))
def test_passkey_sign_in_with_junk_says_that_the_passkey_was_not_used(client, credential):
    client.get("/akun/masuk/kunci-sandi/", headers={"accept": "application/json"})
    answer = client.post("/akun/masuk/kunci-sandi/", {"credential": credential}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [REFUSED]


@pytest.mark.parametrize("credential", JUNK, ids=range(len(JUNK)))
def test_passkey_as_second_factor_with_junk_is_refused_in_words(client, employee, enter, credential):
    add_totp(employee)
    enter(client, employee.nip)
    answer = client.post("/akun/masuk/faktor-kedua/", {"credential": credential})
    assert (answer.status_code, answer.context["webauthn_form"].errors) == (422, {"credential": [REFUSED]})
    assert f"<li>{REFUSED}</li>" in answer.content.decode()


def test_second_factor_page_without_a_passkey_offers_none(client, employee, enter):
    add_totp(employee)
    enter(client, employee.nip)
    assert "Gunakan kunci sandi" not in client.get("/akun/masuk/faktor-kedua/").content.decode()


@pytest.mark.parametrize("credential", JUNK, ids=range(len(JUNK)))
def test_passkey_added_with_junk_is_refused_and_keeps_its_name(inside, credential):
    answer = inside.post("/akun/faktor-kedua/kunci-sandi/tambah/", {"name": "Laptop", "credential": credential})
    errors = [error for errors in answer.context["form"].errors.values() for error in errors]
    assert (answer.status_code, errors) == (422, [REFUSED])
    assert answer.context["form"]["name"].value() == "Laptop"


def test_passkey_name_too_long_is_refused(inside, employee):
    passkey = Authenticator.objects.create(user=employee, type="webauthn", data={"name": "Laptop"})
    answer = inside.post(f"/akun/faktor-kedua/kunci-sandi/{passkey.pk}/", {"name": "L" * 61})
    assert answer.context["form"].errors == {"name": ["Paling banyak 60 karakter; sekarang 61."]}


def test_passkey_page_holds_its_options_in_an_attribute(inside):
    page = inside.get("/akun/faktor-kedua/kunci-sandi/tambah/").content.decode()
    assert re.search(r'data-options="\{&quot;publicKey&quot;', page)
    assert "<script>" not in page


def test_second_factor_pages_of_others_are_not_found(inside):
    for path in ("", "hapus/"):
        assert inside.get(f"/akun/faktor-kedua/kunci-sandi/4711/{path}").status_code == 404
