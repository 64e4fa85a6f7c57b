"""The whole authorization code flow against a real provider that listens on loopback."""

import urllib.parse
from dataclasses import dataclass

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from bkn_portal.audit.models import Event
from bkn_portal.core.middleware import content_security_policy
from bkn_portal.employees.models import Employee
from tests.employees.signin.oidc import CLIENT_ID, CLIENT_SECRET, provider
from tests.employees.signin.second_factor import add_totp, code_of
from tests.factories import make_nip

pytestmark = pytest.mark.django_db


@dataclass
class Sso:
    issuer: str

    def start(self, client: Client, **data: str) -> str:
        """Press the button; the address at the provider where it leads."""
        return client.post("/akun/sso/sso-asn/", data).url

    def authorise(self, address: str, claims: dict[str, str] | None, sub: str = "kc-1") -> str:
        """Sign in at the provider (or deny, with claims None); the way back to the portal."""
        form = {"action": "deny"} if claims is None else {"sub": sub}
        if claims is not None:
            requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=5).raise_for_status()
        answer = requests.post(address, data=form, allow_redirects=False, timeout=5)
        back = urllib.parse.urlsplit(answer.headers["Location"])
        if claims is None:  # RFC 6749 4.1.2.1 has the state in a refusal too; this provider forgets it
            state = dict(urllib.parse.parse_qsl(address))["state"]
            return f"{back.path}?{back.query}&state={state}"
        return f"{back.path}?{back.query}"

    def refused(self) -> int:
        """How many tokens the provider refused for want of the verifier."""
        return requests.get(f"{self.issuer}/refused", timeout=5).json()

    def sign_in(self, client: Client, nip: str, **data: str):
        return client.get(self.authorise(self.start(client, **data), {"preferred_username": nip}))


@pytest.fixture
def client() -> Client:
    """The protocol comes back by GET, and that GET must sign in: these tests use the client that may write."""
    return Client()


@pytest.fixture(scope="module")
def running():
    with provider() as issuer:
        yield Sso(issuer)


@pytest.fixture
def sso(running, settings) -> Sso:
    app = {
        "provider_id": "sso-asn",
        "name": "SSO ASN",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": running.issuer},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.CSP_FORM_ACTION = [running.issuer]
    return running


def test_sso_button_is_shown_only_when_an_issuer_is_configured(client, db, settings):
    assert "SSO ASN" not in client.get("/akun/masuk/").content.decode()
    assert client.post("/akun/sso/sso-asn/").status_code == 404


def test_sso_button_is_a_form_the_csp_lets_through(client, sso):
    assert 'action="/akun/sso/sso-asn/"' in client.get("/akun/masuk/").content.decode()
    assert f"form-action 'self' {sso.issuer}" in content_security_policy()


def test_sso_start_asks_with_pkce_and_a_state(client, sso):
    address = urllib.parse.urlsplit(sso.start(client))
    query = dict(urllib.parse.parse_qsl(address.query))
    assert f"{address.scheme}://{address.netloc}" == sso.issuer
    assert (query["code_challenge_method"], query["response_type"]) == ("S256", "code")
    assert len(query["code_challenge"]) == 43
    assert query["state"]


def test_sso_start_by_get_asks_first(client, sso):
    assert client.get("/akun/sso/sso-asn/").status_code == 200


@pytest.mark.parametrize("written", ["{nip}", "{grouped}"])
def test_sso_of_an_active_employee_signs_in_without_another_step(client, sso, employee, written):
    name = written.format(nip=employee.nip, grouped=employee.grouped_nip)
    assert sso.sign_in(client, name).url == "/"
    assert client.get("/akun/").context["user"] == employee
    assert Event.objects.get(kind="employees.sign_in.succeeded").details == {"methods": ["socialaccount"]}


def test_sso_stores_no_token_and_no_claims(client, sso, employee):
    sso.sign_in(client, employee.nip)
    assert (SocialAccount.objects.count(), SocialToken.objects.count()) == (0, 0)


def test_sso_returns_to_the_page_that_was_asked_for(client, sso, employee):
    assert sso.sign_in(client, employee.nip, next="/akun/sesi/").url == "/akun/sesi/"


def test_sso_of_an_unknown_nip_says_whom_to_ask(client, sso, employee):
    nip = make_nip(1500)
    answer = sso.sign_in(client, nip)
    assert answer.status_code == 403
    assert "pengelola SDM" in answer.content.decode()
    assert nip not in answer.content.decode()
    assert client.get("/akun/").status_code == 302
    assert Employee.objects.count() == 1


def test_sso_of_a_deactivated_employee_is_answered_as_an_unknown_one(client, sso, employee):
    employee.is_active, employee.deactivated_at = False, "2026-11-01T00:00Z"
    employee.save()
    assert sso.sign_in(client, employee.nip).status_code == 403
    assert client.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "claims", [{}, {"preferred_username": ""}, {"preferred_username": "sari", "email": "sari@bkn.example"}]
)
def test_sso_without_a_nip_signs_nobody_in_by_mail_address(client, sso, employee, claims):
    address = sso.authorise(sso.start(client), claims, sub="kc-2")
    assert client.get(address).status_code == 403


def test_sso_cancelled_at_the_provider_says_so(client, sso):
    answer = client.get(sso.authorise(sso.start(client), None), follow=True)
    assert answer.redirect_chain[-1][0] == "/akun/sso/batal/"
    assert answer.status_code == 200


def test_sso_with_a_tampered_state_is_refused(client, sso, employee):
    back = sso.authorise(sso.start(client), {"preferred_username": employee.nip})
    path, query = back.split("?")
    fields = dict(urllib.parse.parse_qsl(query)) | {"state": "palsu"}
    assert client.get(path, fields).status_code == 401
    assert client.get("/akun/").status_code == 302


def test_sso_answer_in_another_browser_is_refused(client, sso, employee):
    back = sso.authorise(sso.start(client), {"preferred_username": employee.nip})
    assert Client().get(back).status_code == 401


def test_sso_answer_works_once(client, sso, employee):
    back = sso.authorise(sso.start(client), {"preferred_username": employee.nip})
    client.get(back)
    client.post("/akun/keluar/")
    assert client.get(back).status_code == 401


def test_sso_code_without_its_verifier_is_refused_by_the_provider(client, sso, employee):
    back = sso.authorise(sso.start(client), {"preferred_username": employee.nip})
    session = client.session
    states = session["socialaccount_states"]
    for state, *_rest in states.values():
        state["pkce_code_verifier"] = "verifier dari orang lain"
    session["socialaccount_states"] = states
    session.save()
    refused = sso.refused()
    assert client.get(back).status_code == 401
    assert sso.refused() == refused + 1


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?error=server_error&state=x"])
def test_sso_way_back_with_junk_is_refused(client, sso, query):
    assert client.get(f"/akun/sso/sso-asn/kembali/{query}").status_code == 401


def test_sso_provider_out_of_order_is_told_without_details(client, sso, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://localhost:9"}
    answer = client.post("/akun/sso/sso-asn/")
    assert answer.status_code == 503
    assert "localhost:9" not in answer.content.decode()


def test_sso_of_someone_with_a_second_factor_asks_for_it(client, sso, employee):
    secret = add_totp(employee)
    assert sso.sign_in(client, employee.nip).url == "/akun/masuk/faktor-kedua/"
    assert client.post("/akun/masuk/faktor-kedua/", {"code": code_of(secret)}).url == "/"


def test_sso_does_not_open_the_admin_without_a_second_factor(client, sso, employee, settings):
    settings.DEMO = False
    employee.is_hr_admin = True
    employee.save()
    sso.sign_in(client, employee.nip)
    assert client.get("/admin/").url == "/akun/faktor-kedua/"


def test_sso_while_signed_in_as_another_changes_to_the_person_of_the_sso(client, sso, employee, enter):
    other = Employee.objects.get(pk=employee.pk)
    other.pk, other.nip, other.email = None, make_nip(1600), "lain@bkn.example"
    other._state.adding = True
    other.save()
    enter(client, employee.nip)
    sso.sign_in(client, other.nip, process="connect")
    assert client.get("/akun/").context["user"] == other
    assert SocialAccount.objects.count() == 0


def test_sso_while_signed_in_as_the_same_person_signs_in_anew(client, sso, employee, enter):
    enter(client, employee.nip)
    assert sso.sign_in(client, employee.nip).url == "/"
    assert client.get("/akun/").context["user"] == employee
    assert Event.objects.filter(kind="employees.sign_in.succeeded").count() == 2
