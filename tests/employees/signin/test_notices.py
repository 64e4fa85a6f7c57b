"""What HR changed about an account is told to its owner, whatever was down at that moment."""

from datetime import timedelta

import pytest

from bkn_portal.audit.models import Event
from bkn_portal.employees import actions, tasks
from bkn_portal.employees.actions import notices
from bkn_portal.employees.models import AccountNotice, NoticeKind
from tests.factories import EmployeeFactory, make_nip

pytestmark = pytest.mark.django_db
OLD, NEW = "sari@bkn.example", "pribadi@lain.example"


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def changed(employee, hr, now):
    """The employee, whose address was replaced."""
    employee.email = NEW
    actions.update_employee(employee=employee, by=hr, now=now)
    return employee


def waiting():
    return list(AccountNotice.objects.order_by("pk").values_list("kind", "address"))


def test_changed_address_is_told_by_the_next_sweep_though_nothing_woke_the_worker(changed, mailoutbox):
    assert waiting() == [(NoticeKind.ADDRESS_CHANGED, OLD)]
    tasks.send_notices()
    tasks.send_notices()
    assert [mail.to for mail in mailoutbox] == [[OLD]]
    assert waiting() == []


def test_changed_address_while_the_broker_is_down_is_stored_and_told(
    employee, hr, now, mailoutbox, django_capture_on_commit_callbacks
):
    employee.email = NEW
    with django_capture_on_commit_callbacks(execute=False) as wake_up:
        actions.update_employee(employee=employee, by=hr, now=now)
    assert len(wake_up) == 1
    assert notices.send_notices(now=now) == 1
    assert [mail.to for mail in mailoutbox] == [[OLD]]


@pytest.mark.parametrize(
    ("language", "subject", "clock"),
    [
        ("id", "Alamat surel Anda diganti", "09.00 WIB"),
        ("en", "Your e-mail address was replaced", "09.00 WIB"),
    ],
)
def test_notice_tells_the_moment_of_the_change_in_the_persons_language(
    employee, hr, now, mailoutbox, language, subject, clock
):
    employee.email, employee.language = NEW, language
    actions.update_employee(employee=employee, by=hr, now=now)
    notices.send_notices(now=now + timedelta(hours=5))
    assert mailoutbox[0].subject == subject
    for text in (mailoutbox[0].body, mailoutbox[0].alternatives[0].content):
        assert (employee.display_name in text, clock in text) == (True, True)
        assert (NEW in text, employee.nip in text) == (False, False)


@pytest.mark.parametrize(("language", "subject"), [
    ("id", "NIP Anda di portal telah diubah"), ("en", "Your NIP in the portal was changed")
])  # fmt: skip
def test_changed_nip_is_told_to_the_address_on_file_without_any_nip(employee, hr, now, mailoutbox, language, subject):
    before = employee.nip
    employee.nip, employee.language, employee.email = make_nip(1500), language, NEW
    actions.update_employee(employee=employee, by=hr, now=now)
    assert waiting() == [(NoticeKind.NIP_CHANGED, OLD), (NoticeKind.ADDRESS_CHANGED, OLD)]
    notices.send_notices(now=now)
    mail = mailoutbox[0]
    assert (mail.to, mail.subject) == ([OLD], subject)
    for text in (mail.body, mail.alternatives[0].content):
        assert employee.display_name in text
        assert (before in text, employee.nip in text) == (False, False)


def test_change_of_someone_without_an_address_leaves_nothing_to_tell(hr, now):
    person = EmployeeFactory(email="")
    person.nip, person.email = make_nip(1500), NEW
    actions.update_employee(employee=person, by=hr, now=now)
    assert waiting() == []


def test_notice_while_the_mail_server_is_down_is_tried_again_later_and_later(changed, now, mail_server_down):
    tried = []
    for hours in (0, 1, 9):
        moment = now + timedelta(hours=hours)
        assert notices.send_notices(now=moment) == 0
        tried.append(AccountNotice.objects.get().next_try_at - moment)
    assert tried == [timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6)]


def test_notice_is_given_up_after_three_days_and_the_audit_trail_knows(changed, now, mail_server_down):
    notices.send_notices(now=now + timedelta(hours=71))
    assert waiting() == [(NoticeKind.ADDRESS_CHANGED, OLD)]
    notices.send_notices(now=now + timedelta(hours=78))
    assert waiting() == []
    event = Event.objects.get(kind="employees.account.notice_given_up")
    assert (event.target_id, event.details) == (str(changed.pk), {"notice": "address_changed"})


def test_notice_that_can_not_be_sent_holds_up_no_other(changed, hr, now, mailoutbox):
    AccountNotice.objects.update(address="dua\nbaris@bkn.example")
    other = EmployeeFactory(email="budi@bkn.example")
    other.email = "baru@bkn.example"
    actions.update_employee(employee=other, by=hr, now=now)
    assert notices.send_notices(now=now) == 1
    assert [mail.to for mail in mailoutbox] == [["budi@bkn.example"]]


def test_notice_that_a_killed_worker_held_is_sent_when_its_claim_ends(changed, now, mailoutbox):
    AccountNotice.objects.update(next_try_at=now + timedelta(minutes=5))
    assert notices.send_notices(now=now + timedelta(minutes=4)) == 0
    assert notices.send_notices(now=now + timedelta(minutes=5)) == 1
