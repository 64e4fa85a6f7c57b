"""Whoever changes an address must not come into the account through it."""

from datetime import timedelta

import pytest
import time_machine

from bkn_portal.core.spreadsheets import Sheet
from bkn_portal.employees import actions
from bkn_portal.employees.models import AccountNotice, Employee
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
NEW = "pribadi@lain.example"


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as frozen:
        yield frozen


def change(employee, hr, now, email=NEW):
    employee.email = email
    actions.update_employee(employee=employee, by=hr, now=now)


def ask(client, mailoutbox, email=NEW):
    """The answer to somebody who asks for a reset, and the text of the mail."""
    mailoutbox.clear()
    answer = client.post("/akun/lupa-kata-sandi/", {"email": email})
    assert [mail.to for mail in mailoutbox] == [[email]]
    return answer.url, mailoutbox[0].body


def has_link(text):
    return "/akun/lupa-kata-sandi/" in text


def test_changed_address_renews_no_password_for_three_days(client, employee, hr, clock, now, mailoutbox):
    change(employee, hr, now)
    clock.shift(timedelta(hours=71))
    url, text = ask(client, mailoutbox)
    assert (url, has_link(text)) == ("/akun/lupa-kata-sandi/terkirim/", False)
    assert "27 Nov" in text
    clock.shift(timedelta(hours=1))
    assert has_link(ask(client, mailoutbox)[1])


def test_changed_address_is_answered_as_an_unknown_one(client, employee, hr, clock, now, mailoutbox):
    change(employee, hr, now)
    assert ask(client, mailoutbox)[0] == ask(client, mailoutbox, "siapa@lain.example")[0]


def test_address_changed_twice_is_held_from_the_second_change(client, employee, hr, clock, now, mailoutbox):
    """Emptying it first, and waiting, gains nothing."""
    change(employee, hr, now, email="")
    clock.shift(timedelta(hours=80))
    change(employee, hr, now + timedelta(hours=80))
    assert not has_link(ask(client, mailoutbox)[1])


def test_first_address_of_someone_who_signs_in_by_sso_is_held(client, employee, hr, clock, now, mailoutbox):
    Employee.objects.filter(pk=employee.pk).update(email="", last_login=now)
    employee.refresh_from_db()
    change(employee, hr, now)
    assert not has_link(ask(client, mailoutbox)[1])


def test_first_address_of_a_new_employee_renews_at_once(client, hr, clock, now, mailoutbox):
    fresh = EmployeeFactory(email="")
    change(fresh, hr, now)
    assert has_link(ask(client, mailoutbox)[1])


def test_import_holds_changed_addresses_and_tells_the_old_ones(employee, hr, now):
    fresh, kept = EmployeeFactory(email=""), EmployeeFactory(email="tetap@bkn.example")
    people = [(employee, NEW), (fresh, "baru@bkn.example"), (kept, kept.email)]
    rows = [(n, [one.nip, one.name, "PNS", email]) for n, (one, email) in enumerate(people, start=2)]
    old = employee.email
    actions.import_people(sheet=Sheet(headings=["nip", "nama", "jenis", "surel"], rows=rows), by=hr, now=now)
    held = Employee.objects.filter(email_changed_at=now)
    assert list(held.values_list("pk", "email")) == [(employee.pk, NEW)]
    assert list(AccountNotice.objects.values_list("employee", "address")) == [(employee.pk, old)]


def test_other_change_leaves_the_address_free(client, employee, hr, clock, now, mailoutbox):
    employee.title_after = "M.M."
    actions.update_employee(employee=employee, by=hr, now=now)
    assert has_link(ask(client, mailoutbox, employee.email)[1])
