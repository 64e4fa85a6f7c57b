"""Makers of reminders for tests."""

from datetime import UTC, datetime, timedelta

import factory

from bkn_portal.notifications.models import Reminder

from .employees import EmployeeFactory


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reminder

    class Params:
        in_inbox = factory.Trait(
            state=Reminder.State.SENT,
            title="Sesi coaching besok",
            path="/bantuan/",
            delivered_at=factory.SelfAttribute("due_at"),
        )

    key = factory.Sequence(lambda n: f"sample.note:{n}")
    kind = "sample.note"
    recipient = factory.SubFactory(EmployeeFactory)
    target_id = 1
    due_at = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    expires_at = factory.LazyAttribute(lambda reminder: reminder.due_at + timedelta(days=7))
    next_try_at = factory.SelfAttribute("due_at")
