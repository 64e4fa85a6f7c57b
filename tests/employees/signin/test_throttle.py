from datetime import timedelta

import pytest
import time_machine

from bkn_portal.employees.adapters import TOO_MANY_TRIES
from tests.factories import EmployeeFactory, make_nip

pytestmark = pytest.mark.django_db


def test_five_failed_tries_lock_the_account_for_five_minutes(client, employee, enter, now):
    with time_machine.travel(now, tick=False) as clock:
        for _try in range(5):
            enter(client, employee.nip, "salah" * 4)
        locked = enter(client, employee.nip)
        assert locked.status_code == 422
        assert str(TOO_MANY_TRIES) in locked.content.decode()
        clock.shift(timedelta(minutes=5, seconds=1))
        assert enter(client, employee.nip).status_code == 302


def test_unknown_nip_is_locked_like_a_known_one(client, enter):
    for _try in range(5):
        enter(client, make_nip(1500), "salah" * 4)
    assert str(TOO_MANY_TRIES) in enter(client, make_nip(1500)).content.decode()


def test_spaces_in_the_nip_do_not_give_more_tries(client, employee, enter):
    for _try in range(5):
        enter(client, employee.grouped_nip, "salah" * 4)
    assert str(TOO_MANY_TRIES) in enter(client, employee.nip).content.decode()


def test_ports_in_the_host_header_do_not_give_more_tries(client, employee, enter):
    for port in range(8001, 8006):
        enter(client, employee.nip, "salah" * 4, headers={"host": f"localhost:{port}"})
    locked = enter(client, employee.nip, headers={"host": "localhost:8006"})
    assert str(TOO_MANY_TRIES) in locked.content.decode()


def test_an_office_behind_one_address_is_not_locked_out(client, enter):
    """Forty colleagues mistype once each; the next one still gets in."""
    for serial in range(40):
        enter(client, make_nip(1000 + serial), "salah" * 4)
    colleague = EmployeeFactory()
    colleague.set_password("kuda laut berenang pelan")
    colleague.save()
    assert enter(client, colleague.nip).status_code == 302


def test_right_password_does_not_use_up_tries(client, employee, enter):
    for _try in range(8):
        assert enter(client, employee.nip).status_code == 302
        client.logout()


def test_address_limit_answers_429_in_our_look(client, enter, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    enter(client, make_nip(1500))
    response = enter(client, make_nip(1500))
    assert response.status_code == 429
    assert "429.html" in [template.name for template in response.templates]


def test_forwarded_address_counts_only_behind_trusted_proxies(client, enter, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    enter(client, make_nip(1500), headers={"x-forwarded-for": "10.0.0.1"})
    assert enter(client, make_nip(1500), headers={"x-forwarded-for": "10.0.0.2"}).status_code == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert enter(client, make_nip(1500), headers={"x-forwarded-for": "10.0.0.3"}).status_code == 422
    assert enter(client, make_nip(1500), headers={"x-forwarded-for": "9.9.9.9, 10.0.0.3"}).status_code == 429


def test_reset_mails_to_one_address_are_limited(client, mailoutbox):
    for _try in range(6):
        response = client.post("/akun/lupa-kata-sandi/", {"email": "siapa@bkn.example"})
    assert response.status_code == 429
    assert len(mailoutbox) == 5
