"""Races that only PostgreSQL has; SQLite's single writer excludes them."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection

from bkn_portal.notifications import actions
from bkn_portal.notifications.models import MailDay, Reminder
from bkn_portal.notifications.registry import Draft
from tests.factories import EmployeeFactory, ReminderFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(work, *, threads=4):
    """Run `work` in threads that start at the same moment."""
    barrier, faults = Barrier(threads), []

    def run():
        try:
            barrier.wait()
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    workers = [Thread(target=run) for _number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []


def test_workers_delivering_at_once_send_each_reminder_once(note, now, monkeypatch):
    monkeypatch.setattr("bkn_portal.notifications.actions.claims.BATCH", 3)
    expected = {reminder.recipient.email for reminder in ReminderFactory.create_batch(40)}
    at_once(lambda: actions.deliver_due(now=now))
    assert Counter(message.to[0] for message in mail.outbox) == Counter(expected)


def test_sweeps_at_once_plan_each_row_once(register_kind, now):
    employee = EmployeeFactory()
    end = now + timedelta(days=1)
    register_kind(find=lambda now: [Draft(f"sample.note:{n}", employee.pk, now, end, n) for n in range(30)])
    at_once(lambda: actions.plan_reminders(now=now))
    assert Reminder.objects.count() == 30


def test_workers_at_once_keep_the_limit_of_one_person(note, now, monkeypatch):
    monkeypatch.setattr("bkn_portal.notifications.actions.claims.BATCH", 1)
    ReminderFactory.create_batch(12, recipient=EmployeeFactory())
    at_once(lambda: actions.deliver_due(now=now))
    assert (len(mail.outbox), MailDay.objects.get().mails) == (3, 3)
    assert Reminder.objects.filter(state="held").count() == 9
    assert Reminder.objects.filter(kind="notifications.digest").count() == 1
