"""Against a real SMTP server on loopback."""

import pytest

from bkn_portal.notifications import actions
from bkn_portal.notifications.models import MailDay, Reminder
from tests.factories import EmployeeFactory, ReminderFactory

from .sample.smtp import Sink, free_port, serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings):
    handler = Sink()
    with serve(handler) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield handler


def test_batch_goes_over_one_connection(note, now, sink):
    reminders = ReminderFactory.create_batch(5)
    actions.sweep(now)
    assert [to for to, _message in sink.accepted] == [[reminder.recipient.email] for reminder in reminders]
    assert sink.connections == 1


def test_mail_on_the_wire_has_text_and_html(note, now, sink):
    ReminderFactory()
    actions.sweep(now)
    message = sink.accepted[0][1]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Auto-Submitted"] == "auto-generated"


def test_refused_recipient_is_retried_and_does_not_stop_the_batch(note, now, sink):
    refused = [ReminderFactory(recipient__email=f"{name}@bkn.example") for name in ("a", "b", "c")][1]
    sink.refused = {"b@bkn.example"}
    actions.sweep(now)
    assert [to for to, _message in sink.accepted] == [["a@bkn.example"], ["c@bkn.example"]]
    refused.refresh_from_db()
    assert (refused.state, refused.tries, refused.error) == ("waiting", 1, "SMTPRecipientsRefused 550")
    assert (refused.delivered_at, refused.mailed_at) == (now, None)
    assert MailDay.objects.get(employee=refused.recipient).mails == 0
    sink.refused = set()
    actions.sweep(refused.next_try_at)
    refused.refresh_from_db()
    assert (refused.state, refused.error, sink.connections) == ("sent", "", 2)


def test_refused_three_times_is_given_up_but_stays_in_the_inbox(note, now, sink):
    reminder = ReminderFactory(recipient__email="b@bkn.example")
    sink.refused = {"b@bkn.example"}
    for _try in range(3):
        reminder.refresh_from_db()
        actions.sweep(reminder.next_try_at)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.tries, reminder.delivered_at) == ("dead", 3, now)


def test_server_that_hangs_up_once_gets_the_others_over_a_new_connection(note, now, sink):
    for name in ("a", "b", "c"):
        ReminderFactory(recipient__email=f"{name}@bkn.example")
    sink.hangs_up_on = {"b@bkn.example"}
    actions.sweep(now)
    assert sink.accepted[0][0] == ["a@bkn.example"]
    assert Reminder.objects.filter(state="sent").count() + Reminder.objects.filter(state="waiting").count() == 3
    sink.hangs_up_on = set()
    actions.sweep(Reminder.objects.latest("next_try_at").next_try_at)
    assert Reminder.objects.filter(state="sent").count() == 3
    assert len(sink.accepted) == 3


def test_server_down_puts_everything_back_without_counting_a_try(note, now, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    ReminderFactory.create_batch(3, recipient=EmployeeFactory())
    actions.sweep(now)
    rows = Reminder.objects.all()
    assert {(row.state, row.tries, row.error) for row in rows} == {("waiting", 0, "ConnectionRefusedError")}
    assert MailDay.objects.get().mails == 0
