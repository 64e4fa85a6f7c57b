import pytest
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.notifications import actions
from bkn_portal.notifications.models import Reminder
from tests.factories import EmployeeFactory, ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


def test_resend_of_a_dead_reminder_waits_again(note, hr, now):
    reminder = ReminderFactory(state="dead", tries=3, error="SMTPDataError 554", expires_at=now)
    actions.resend_reminder(reminder=reminder, by=hr, now=now)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.tries, reminder.error, reminder.next_try_at) == ("waiting", 0, "", now)
    assert reminder.expires_at > now
    assert Event.objects.get().kind == "notifications.reminder.resent"


@pytest.mark.parametrize("state", ["waiting", "held"])
def test_resend_of_what_waits_says_so(note, hr, now, state):
    with pytest.raises(DomainError, match="masih menunggu dan terkirim dengan sendirinya"):
        actions.resend_reminder(reminder=ReminderFactory(state=state), by=hr, now=now)


def test_resend_of_a_removed_kind_is_refused(hr, now):
    with pytest.raises(DomainError, match="Jenis pengingat ini sudah tidak ada"):
        actions.resend_reminder(reminder=ReminderFactory(state="dead", kind="gone.kind"), by=hr, now=now)


def test_cancel_of_what_waits_drops_it(hr, now):
    reminder = ReminderFactory()
    actions.cancel_reminder(reminder=reminder, by=hr, now=now)
    reminder.refresh_from_db()
    assert (reminder.state, Event.objects.get().kind) == ("dropped", "notifications.reminder.cancelled")


@pytest.mark.parametrize("state", ["sent", "dead", "dropped"])
def test_cancel_of_what_ended_is_stale(hr, now, state):
    with pytest.raises(StaleState):
        actions.cancel_reminder(reminder=ReminderFactory(state=state), by=hr, now=now)


@pytest.mark.parametrize("action", [actions.resend_reminder, actions.cancel_reminder])
def test_operation_by_anyone_else_is_denied(note, now, action):
    with pytest.raises(AccessDenied):
        action(reminder=ReminderFactory(state="dead"), by=EmployeeFactory(is_verifier=True), now=now)


@pytest.mark.parametrize("reading", ["changelist", "change"])
def test_admin_page_shows_states_without_titles(client, hr, note, reading):
    reminder = ReminderFactory(in_inbox=True, title="Sesi dengan Budi")
    client.force_login(hr)
    arguments = [reminder.pk] if reading == "change" else []
    response = client.get(reverse(f"admin:notifications_reminder_{reading}", args=arguments))
    assert response.status_code == 200
    assert "Sesi dengan Budi" not in response.text


def test_admin_action_sends_again_and_tells_the_number(client, hr, note):
    rows = [ReminderFactory(state="dead"), ReminderFactory(state="waiting")]
    client.force_login(hr)
    response = client.post(
        reverse("admin:notifications_reminder_changelist"),
        {"action": "resend", "_selected_action": [row.pk for row in rows]},
        follow=True,
    )
    assert "1 pengingat akan dikirim lagi." in response.text
    assert set(Reminder.objects.values_list("state", flat=True)) == {"waiting"}


def test_admin_action_cancels(client, hr, note):
    row = ReminderFactory()
    client.force_login(hr)
    data = {"action": "cancel", "_selected_action": [row.pk]}
    response = client.post(reverse("admin:notifications_reminder_changelist"), data, follow=True)
    assert "1 pengingat dibatalkan." in response.text


def test_admin_filter_by_kind_answers(client, hr, note):
    client.force_login(hr)
    assert client.get(reverse("admin:notifications_reminder_changelist"), {"kind": "sample.note"}).status_code == 200


@pytest.mark.parametrize("role", ["is_hr_admin", "is_superuser"])
def test_admin_has_no_reminder_of_a_private_kind(client, note, register_kind, role):
    register_kind("sample.secret", private=True)
    shown, hidden = ReminderFactory(), ReminderFactory(kind="sample.secret", state="dead")
    client.force_login(EmployeeFactory(**{role: True}))
    address = reverse("admin:notifications_reminder_changelist")
    assert list(client.get(address).context["cl"].queryset) == [shown]
    assert "sample.secret" not in client.get(address).text
    assert list(client.get(address, {"kind": "sample.secret"}).context["cl"].queryset) == []
    page = client.get(reverse("admin:notifications_reminder_change", args=[hidden.pk]), follow=True)
    assert page.redirect_chain == [(reverse("admin:index"), 302)]
    client.post(address, {"action": "resend", "_selected_action": [hidden.pk]})
    hidden.refresh_from_db()
    assert hidden.state == "dead"
