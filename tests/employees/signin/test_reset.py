import re

import pytest

from bkn_portal.audit.models import Event
from tests.employees.signin.conftest import PASSWORD
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
NEW = "payung merah di tepi jalan"


def ask(client, email: str):
    return client.post("/akun/lupa-kata-sandi/", {"email": email})


def link_of(mail) -> str:
    return re.search(r"http\S+(/akun/lupa-kata-sandi/\S+)", mail.body).group(1)


def choose(client, link: str, password: str = NEW):
    form = client.get(link, follow=True)
    return client.post(form.context["action_url"], {"password1": password, "password2": password})


def test_reset_for_known_and_unknown_address_looks_the_same(client, employee, mailoutbox):
    answers = [ask(client, employee.email), ask(client, "orang.lain@bkn.example")]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/akun/lupa-kata-sandi/terkirim/")] * 2
    assert [mail.to for mail in mailoutbox] == [[employee.email], ["orang.lain@bkn.example"]]
    assert mailoutbox[0].subject == mailoutbox[1].subject


def test_reset_for_a_deactivated_employee_answers_as_for_an_unknown_one(client, employee, mailoutbox):
    employee.is_active, employee.deactivated_at = False, "2026-11-01T00:00Z"
    employee.save()
    ask(client, employee.email)
    ask(client, "orang.lain@bkn.example")
    bodies = [mail.body.replace(mail.to[0], "") for mail in mailoutbox]
    assert bodies[0] == bodies[1]


def test_reset_finds_the_address_in_whatever_case(client, employee, mailoutbox):
    ask(client, employee.email.upper())
    assert "/akun/lupa-kata-sandi/" in mailoutbox[0].body


def test_reset_link_sets_a_password_once(client, employee, mailoutbox, enter):
    ask(client, employee.email)
    link = link_of(mailoutbox[0])
    assert choose(client, link).url == "/akun/lupa-kata-sandi/selesai/"
    assert client.get("/akun/").status_code == 302  # choosing a password signs nobody in
    assert enter(client, employee.nip, NEW).status_code == 302
    client.logout()
    assert client.get(link).context["token_fail"]


def test_reset_link_dies_with_the_access_of_the_person(client, employee, mailoutbox):
    ask(client, employee.email)
    employee.is_active, employee.deactivated_at = False, "2026-11-01T00:00Z"
    employee.save()
    assert client.get(link_of(mailoutbox[0])).context["token_fail"]


def test_reset_link_dies_when_hr_changes_the_address(client, employee, mailoutbox):
    ask(client, employee.email)
    employee.email = "baru@bkn.example"
    employee.save()
    assert client.get(link_of(mailoutbox[0])).context["token_fail"]


def test_reset_link_with_junk_is_refused_without_an_error(client, employee):
    for junk in ("1-abc", "zzzzzzzzzzzzzz-x", "0-set-password"):
        assert client.get(f"/akun/lupa-kata-sandi/{junk}/").status_code == 200


def test_reset_link_is_built_from_the_site_url(client, employee, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://portal.bkn.example"
    client.post("/akun/lupa-kata-sandi/", {"email": employee.email}, headers={"host": "jahat.example"})
    assert "jahat.example" not in mailoutbox[0].body
    assert "https://portal.bkn.example/akun/lupa-kata-sandi/" in mailoutbox[0].body


def test_reset_ends_all_sessions_and_is_recorded(client, employee, mailoutbox, enter):
    other = type(client)()
    enter(other, employee.nip)
    ask(client, employee.email)
    choose(client, link_of(mailoutbox[0]))
    assert other.get("/akun/").status_code == 302
    assert Event.objects.filter(kind="employees.account.password_changed", target_id=str(employee.pk)).count() == 1
    assert mailoutbox[-1].to == [employee.email]


def test_reset_with_a_weak_password_keeps_the_old_one(client, employee, mailoutbox, enter):
    ask(client, employee.email)
    assert choose(client, link_of(mailoutbox[0]), "pendek").status_code == 422
    assert enter(client, employee.nip, PASSWORD).status_code == 302


@pytest.mark.parametrize("language", ["id", "en"])
def test_reset_mail_speaks_the_reader_s_language_in_text_and_html(client, mailoutbox, language):
    person = EmployeeFactory(language=language, email="x@bkn.example")
    ask(client, person.email)
    mail = mailoutbox[0]
    assert mail.subject == {"id": "Pilih kata sandi baru", "en": "Choose a new password"}[language]
    html = mail.alternatives[0].content
    assert f'lang="{language}"' in html
    assert person.nip not in html + mail.body


def test_new_employee_without_password_gets_one_by_mail(client, mailoutbox, enter):
    person = EmployeeFactory(email="baru@bkn.example")
    person.set_unusable_password()
    person.save()
    ask(client, person.email)
    choose(client, link_of(mailoutbox[0]))
    assert enter(client, person.nip, NEW).status_code == 302
