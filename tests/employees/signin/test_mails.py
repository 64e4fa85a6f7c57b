import logging

import pytest
from allauth.core import context

from bkn_portal.employees.adapters import AccountAdapter
from tests.employees.signin.conftest import PASSWORD
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
CHANGES = [
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_set",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
]


@pytest.fixture
def notify(rf):
    def send(kind: str, person) -> None:
        request = rf.post("/")
        with context.request_context(request):
            AccountAdapter(request).send_notification_mail(kind, person)

    return send


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", CHANGES)
def test_change_mail_is_whole_in_text_and_html(notify, mailoutbox, settings, kind, language):
    person = EmployeeFactory(language=language, email="sari@bkn.example", time_zone_override="Asia/Jayapura")
    notify(kind, person)
    mail = mailoutbox[0]
    html = mail.alternatives[0].content
    for text in (mail.body, html):
        assert person.display_name in text
        assert f"{settings.SITE_URL}/akun/" in text
        assert " WIT" in text  # the reader's own zone
        assert person.nip not in text
    assert {"id": "alamat 127.0.0.1", "en": "address 127.0.0.1"}[language] in mail.body
    assert mail.subject
    assert "{" not in mail.subject + mail.body


def test_change_mail_without_an_address_is_not_sent(notify, mailoutbox):
    notify(CHANGES[0], EmployeeFactory(email=""))
    assert mailoutbox == []


@pytest.mark.parametrize("address", ["sari@bkn.example", "orang.lain@bkn.example"])
def test_reset_while_the_mail_server_is_down_answers_as_always(client, employee, mail_server_down, address, caplog):
    answer = client.post("/akun/lupa-kata-sandi/", {"email": address})
    assert (answer.status_code, answer.url) == (302, "/akun/lupa-kata-sandi/terkirim/")
    assert [record.levelno for record in caplog.records if record.name == "bkn_portal.employees.adapters"] == [
        logging.ERROR
    ]
    assert address not in caplog.text


def test_password_change_while_the_mail_server_is_down_is_done(client, employee, enter, mail_server_down):
    enter(client, employee.nip)
    new = "payung merah di tepi jalan"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/akun/kata-sandi/", data).url == "/akun/"
    employee.refresh_from_db()
    assert employee.check_password(new)
