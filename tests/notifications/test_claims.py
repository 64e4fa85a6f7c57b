from datetime import timedelta

import pytest

from bkn_portal.notifications import actions
from bkn_portal.notifications.models import CLAIM_TIMEOUT, Reminder
from tests.factories import ReminderFactory

pytestmark = pytest.mark.django_db


def broken(reminder):
    raise RuntimeError(reminder.key)


def test_killed_workers_claim_is_released_after_the_timeout(note, now, mailoutbox):
    reminder = ReminderFactory()
    assert [row.pk for row in actions.claim_batch(now=now)] == [reminder.pk]
    actions.sweep(now + CLAIM_TIMEOUT - timedelta(seconds=1))
    assert mailoutbox == []
    actions.sweep(now + CLAIM_TIMEOUT)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.tries, len(mailoutbox)) == ("sent", 2, 1)


def test_claim_that_kills_three_workers_is_given_up(note, now):
    reminder = ReminderFactory()
    for number in range(3):
        moment = now + number * CLAIM_TIMEOUT
        actions.release_abandoned(now=moment)
        assert len(actions.claim_batch(now=moment)) == 1
    actions.release_abandoned(now=now + 3 * CLAIM_TIMEOUT)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.error, reminder.claimed_at) == ("dead", "WorkerLost", None)


def test_failing_reminder_is_tried_three_times_with_back_off(register_kind, now, caplog):
    register_kind(context=broken)
    reminder = ReminderFactory()
    seen = []
    for minutes in (0, 4, 5, 34, 35, 500):
        actions.sweep(now + timedelta(minutes=minutes))
        reminder.refresh_from_db()
        seen.append((minutes, reminder.state, reminder.tries))
    assert seen == [
        (0, "waiting", 1),
        (4, "waiting", 1),
        (5, "waiting", 2),
        (34, "waiting", 2),
        (35, "dead", 3),
        (500, "dead", 3),
    ]
    assert reminder.error == "RuntimeError"
    assert reminder.key not in caplog.text


def test_failing_reminder_does_not_stop_the_batch(register_kind, note, now, mailoutbox):
    register_kind("sample.broken", context=broken)
    ReminderFactory(kind="sample.broken")
    ReminderFactory()
    actions.sweep(now)
    assert len(mailoutbox) == 1


def test_claim_dropped_while_the_worker_holds_it_sends_nothing(note, now, mailoutbox):
    ReminderFactory()
    batch = actions.claim_batch(now=now)
    actions.drop_reminders(employee=batch[0].recipient, now=now)
    actions.deliver_batch(batch, now=now)
    assert (mailoutbox, Reminder.objects.get().state) == ([], "dropped")


def test_claim_released_and_taken_by_another_worker_sends_once(note, now, mailoutbox):
    ReminderFactory()
    slow = actions.claim_batch(now=now)
    later = now + CLAIM_TIMEOUT
    actions.release_abandoned(now=later)
    quick = actions.claim_batch(now=later)
    actions.deliver_batch(slow, now=later)
    actions.deliver_batch(quick, now=later)
    assert len(mailoutbox) == 1


def test_deliver_due_takes_more_than_one_batch(note, now, mailoutbox, monkeypatch):
    monkeypatch.setattr("bkn_portal.notifications.actions.claims.BATCH", 2)
    ReminderFactory.create_batch(5)
    assert (actions.deliver_due(now=now), len(mailoutbox)) == (5, 5)


def test_deliver_due_out_of_time_leaves_the_rest(note, now, mailoutbox, monkeypatch):
    monkeypatch.setattr("bkn_portal.notifications.actions.claims.BATCH", 2)
    monkeypatch.setattr("bkn_portal.notifications.actions.delivery.DELIVER_SECONDS", -1)
    ReminderFactory.create_batch(5)
    assert actions.deliver_due(now=now) == 2
