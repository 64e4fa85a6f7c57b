from datetime import UTC, datetime, timedelta

import pytest

from bkn_portal.notifications import actions
from bkn_portal.notifications.models import MailDay, MailRhythm, Preference, Reminder
from tests.factories import EmployeeFactory, ReminderFactory

from .sample.kinds import CANCELLED

pytestmark = pytest.mark.django_db
NEXT_DIGEST = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)  # Wednesday, 07.30 WIB
MONDAY_DIGEST = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)


def notes(employee, number, **fields):
    return [ReminderFactory(recipient=employee, **fields) for _number in range(number)]


def test_fourth_mail_of_a_day_waits_for_the_digest(note, now, mailoutbox):
    employee = EmployeeFactory()
    notes(employee, 5)
    actions.sweep(now)
    held = Reminder.objects.filter(state="held")
    assert (len(mailoutbox), held.count(), MailDay.objects.get().mails) == (3, 2, 3)
    assert all(reminder.delivered_at == now for reminder in held)
    assert Reminder.objects.get(kind="notifications.digest").due_at == NEXT_DIGEST


def test_digest_next_morning_brings_what_was_held(note, now, mailoutbox, settings):
    settings.SITE_URL = "https://portal.bkn.example"
    employee = EmployeeFactory()
    notes(employee, 5)
    actions.sweep(now)
    mailoutbox.clear()
    actions.sweep(NEXT_DIGEST)
    actions.sweep(NEXT_DIGEST)
    assert [mail.subject for mail in mailoutbox] == ["2 pemberitahuan menunggu Anda"]
    assert mailoutbox[0].body.count("https://portal.bkn.example/bantuan/?nomor=1") == 2
    assert set(Reminder.objects.values_list("state", flat=True)) == {"sent"}
    assert Reminder.objects.filter(mailed_at=NEXT_DIGEST).count() == 3
    assert Reminder.objects.get(kind="notifications.digest").delivered_at is None


def test_digest_of_forty_notices_brings_them_all_without_an_inbox(note, now, mailoutbox):
    employee = EmployeeFactory()
    MailRhythm.objects.create(employee=employee, rhythm="daily")
    Preference.objects.create(employee=employee, kind="sample.note", inbox=False)
    notes(employee, 40)
    actions.sweep(now)
    actions.sweep(NEXT_DIGEST)
    assert [mail.body.count("/bantuan/?nomor=1") for mail in mailoutbox] == [40]
    assert Reminder.objects.filter(state="sent", mailed_at=NEXT_DIGEST, delivered_at=None).count() == 41


def test_digest_when_nothing_is_wanted_any_more_is_dropped(note, now, mailoutbox):
    employee = EmployeeFactory()
    notes(employee, 4)
    actions.sweep(now)
    Reminder.objects.update(target_id=CANCELLED)
    mailoutbox.clear()
    actions.sweep(NEXT_DIGEST)
    assert (mailoutbox, Reminder.objects.get(kind="notifications.digest").state) == ([], "dropped")


@pytest.mark.parametrize(("rhythm", "due"), [("daily", NEXT_DIGEST), ("weekly", MONDAY_DIGEST)])
def test_collected_rhythm_holds_what_can_wait(note, now, mailoutbox, rhythm, due):
    employee = EmployeeFactory()
    MailRhythm.objects.create(employee=employee, rhythm=rhythm)
    notes(employee, 2)
    actions.sweep(now)
    assert (mailoutbox, Reminder.objects.filter(state="held").count()) == ([], 2)
    actions.sweep(due)
    assert len(mailoutbox) == 1


def test_collected_rhythm_sends_at_once_what_the_digest_makes_useless(note, now, mailoutbox):
    employee = EmployeeFactory()
    MailRhythm.objects.create(employee=employee, rhythm="weekly")
    notes(employee, 1, expires_at=now + timedelta(days=1))
    actions.sweep(now)
    assert len(mailoutbox) == 1


def test_fourth_mail_that_the_digest_makes_useless_stays_in_the_inbox(note, now, mailoutbox):
    notes(EmployeeFactory(), 4, expires_at=now + timedelta(hours=3))
    actions.sweep(now)
    assert len(mailoutbox) == 3
    assert Reminder.objects.filter(state="sent", mailed_at=None, delivered_at=now).count() == 1
    assert not Reminder.objects.filter(kind="notifications.digest").exists()


@pytest.mark.parametrize("options", [{"can_wait": False}, {"mandatory": True}], ids=str)
def test_fourth_mail_that_can_not_wait_comes_at_once(register_kind, now, mailoutbox, options):
    register_kind(**options)
    notes(EmployeeFactory(), 5)
    actions.sweep(now)
    assert (len(mailoutbox), MailDay.objects.get().mails) == (5, 3)
    assert not Reminder.objects.exclude(state="sent").exists()


def test_fourth_mail_that_can_not_wait_and_fails_frees_no_room(register_kind, now, monkeypatch):
    register_kind(can_wait=False)
    employee = EmployeeFactory()
    MailDay.objects.create(employee=employee, day="2026-11-24", mails=3)
    notes(employee, 1)
    monkeypatch.setattr("bkn_portal.notifications.mail.Postbox.send", lambda *_: (_ for _ in ()).throw(ValueError))
    actions.sweep(now)
    assert (Reminder.objects.get().state, MailDay.objects.get().mails) == ("waiting", 3)


def test_digest_itself_over_the_limit_waits_a_day(note, now, mailoutbox):
    employee = EmployeeFactory()
    MailDay.objects.create(employee=employee, day="2026-11-25", mails=3)
    MailRhythm.objects.create(employee=employee, rhythm="daily")
    notes(employee, 1)
    actions.sweep(now)
    actions.sweep(NEXT_DIGEST)
    digest = Reminder.objects.get(kind="notifications.digest")
    assert (digest.state, digest.next_try_at, mailoutbox) == ("waiting", NEXT_DIGEST + timedelta(days=1), [])


def test_limit_counts_by_person_and_local_day(note, now, mailoutbox):
    employee = EmployeeFactory()
    notes(employee, 3)
    notes(EmployeeFactory(), 3)
    actions.sweep(now)
    notes(employee, 3, due_at=now + timedelta(days=1))
    actions.sweep(now + timedelta(days=1))
    assert len(mailoutbox) == 9


def test_close_expired_ends_held_rows_by_where_they_were(now):
    shown = ReminderFactory(state="held", due_at=now - timedelta(days=8), delivered_at=now - timedelta(days=8))
    nowhere = ReminderFactory(state="held", due_at=now - timedelta(days=8))
    fresh = ReminderFactory(state="held", due_at=now)
    assert actions.close_expired(now=now) == 2
    states = [Reminder.objects.get(pk=row.pk).state for row in (shown, nowhere, fresh)]
    assert states == ["sent", "dropped", "held"]


def test_forget_mail_days_keeps_the_last_week(now):
    employee = EmployeeFactory()
    for day in ("2026-11-10", "2026-11-20", "2026-11-24"):
        MailDay.objects.create(employee=employee, day=day, mails=1)
    assert actions.forget_mail_days(now=now) == 1
