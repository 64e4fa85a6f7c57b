from datetime import UTC, datetime, timedelta

import pytest

from bkn_portal.core.periods import Zone
from bkn_portal.notifications import actions
from bkn_portal.notifications.models import Preference, Reminder
from bkn_portal.notifications.registry import Draft
from tests.factories import EmployeeFactory, OrgUnitFactory, ReminderFactory

from .sample.kinds import CANCELLED

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # Tuesday, 21.00 WIB
MORNING = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)  # Wednesday, 06.00 WIB


def test_sweep_twice_mails_once(register_kind, now, mailoutbox):
    employee = EmployeeFactory()
    register_kind(find=lambda now: [Draft("sample.note:1", employee.pk, now, now + timedelta(days=1), 7)])
    actions.sweep(now)
    actions.sweep(now)
    reminder = Reminder.objects.get()
    assert [mail.to for mail in mailoutbox] == [[employee.email]]
    assert (reminder.state, reminder.mailed_at, reminder.delivered_at) == ("sent", now, now)
    assert (reminder.title, reminder.path) == ("Pemberitahuan 09.00 WIB", "/bantuan/?nomor=7")


def test_deliver_before_due_leaves_it(note, now, mailoutbox):
    ReminderFactory(due_at=now + timedelta(minutes=1))
    assert actions.deliver_due(now=now) == 0
    assert mailoutbox == []


def test_deliver_after_a_missed_beat_catches_up(note, now, mailoutbox):
    ReminderFactory(due_at=now - timedelta(days=2))
    actions.sweep(now)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"target_id": CANCELLED},
        {"expires_at": datetime(2026, 11, 24, 2, 0, tzinfo=UTC)},
        {"kind": "sample.removed"},
    ],
)
def test_deliver_what_is_no_longer_wanted_drops_it(note, now, mailoutbox, fields):
    reminder = ReminderFactory(**fields)
    actions.sweep(now)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.delivered_at) == ("dropped", None)
    assert mailoutbox == []


def test_deliver_to_a_deactivated_person_drops_it(note, now, mailoutbox):
    reminder = ReminderFactory(recipient__is_active=False, recipient__deactivated_at=now)
    actions.sweep(now)
    reminder.refresh_from_db()
    assert (reminder.state, mailoutbox) == ("dropped", [])


def test_deliver_without_mail_address_goes_to_the_inbox_only(note, now, mailoutbox):
    reminder = ReminderFactory(recipient__email="")
    actions.sweep(now)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.delivered_at, reminder.mailed_at) == ("sent", now, None)
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("mail", "inbox", "state", "mails", "in_inbox"),
    [
        (True, True, "sent", 1, True),
        (True, False, "sent", 1, False),
        (False, True, "sent", 0, True),
        (False, False, "dropped", 0, False),
    ],
)
def test_deliver_by_preference_uses_the_channels_left_on(note, now, mailoutbox, mail, inbox, state, mails, in_inbox):
    reminder = ReminderFactory()
    Preference.objects.create(employee=reminder.recipient, kind="sample.note", mail=mail, inbox=inbox)
    actions.sweep(now)
    reminder.refresh_from_db()
    assert (reminder.state, len(mailoutbox), reminder.delivered_at is not None) == (state, mails, in_inbox)


def test_deliver_mandatory_kind_ignores_preferences(register_kind, now, mailoutbox):
    register_kind(mandatory=True)
    reminder = ReminderFactory()
    Preference.objects.create(employee=reminder.recipient, kind="sample.note", mail=False, inbox=False)
    actions.sweep(now)
    assert len(mailoutbox) == 1


def test_deliver_at_night_waits_for_the_morning(note, mailoutbox):
    reminder = ReminderFactory(due_at=NIGHT)
    actions.sweep(NIGHT)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.next_try_at, reminder.tries) == ("waiting", MORNING, 0)
    assert (reminder.delivered_at, mailoutbox) == (None, [])
    actions.sweep(MORNING)
    assert len(mailoutbox) == 1


def test_deliver_at_night_what_cannot_wait_goes_at_once(register_kind, mailoutbox):
    register_kind(can_wait=False)
    ReminderFactory(due_at=NIGHT)
    actions.sweep(NIGHT)
    assert len(mailoutbox) == 1


def test_deliver_at_night_what_the_morning_makes_useless_goes_to_the_inbox(note, mailoutbox):
    reminder = ReminderFactory(due_at=NIGHT, expires_at=MORNING)
    actions.sweep(NIGHT)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.delivered_at, mailoutbox) == ("sent", NIGHT, [])


@pytest.mark.parametrize(("zone", "mails"), [(Zone.WIB, 1), (Zone.WITA, 0), (Zone.WIT, 0)])
def test_deliver_at_nineteen_wib_is_night_further_east(note, mailoutbox, zone, mails):
    evening = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    ReminderFactory(due_at=evening, recipient__unit=OrgUnitFactory(time_zone=zone))
    actions.sweep(evening)
    assert len(mailoutbox) == mails


def test_deliver_on_saturday_waits_for_monday(note, mailoutbox):
    saturday = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    reminder = ReminderFactory(due_at=saturday)
    actions.sweep(saturday)
    reminder.refresh_from_db()
    assert (reminder.next_try_at, mailoutbox) == (datetime(2026, 11, 29, 23, 0, tzinfo=UTC), [])


def test_mail_in_the_readers_language_and_zone_says_why_it_came(note, now, mailoutbox, settings):
    settings.SITE_URL = "https://portal.bkn.example"
    unit = OrgUnitFactory(time_zone=Zone.WIT)
    ReminderFactory(recipient__language="en", recipient__unit=unit, recipient__name="Ahmad Ma'ruf <b>", target_id=5)
    actions.sweep(now)
    mail = mailoutbox[0]
    html = mail.alternatives[0].content
    assert mail.subject == "Notifications 11.00 WIT"
    assert mail.body.startswith("Dear Ahmad Ma'ruf <b>,\n\nTuesday, 24 November, 11.00 WIT\n")
    assert "https://portal.bkn.example/bantuan/?nomor=5" in mail.body
    assert "You get this because the tests sent it." in mail.body
    assert "https://portal.bkn.example/akun/pemberitahuan/" in mail.body
    assert 'lang="en"' in html
    assert "Ahmad Ma'ruf &lt;b&gt;" in html
    assert '<td class="brand" style="background: #142c6b;' in html
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_mail_in_indonesian_has_a_stable_message_id_and_no_nip(note, now, mailoutbox):
    reminder = ReminderFactory()
    actions.sweep(now)
    Reminder.objects.update(state="waiting", next_try_at=now)
    actions.sweep(now)
    first, second = mailoutbox
    assert first.subject == "Pemberitahuan 09.00 WIB"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    source = first.message().as_string()
    assert reminder.recipient.nip not in source
    assert reminder.recipient.grouped_nip not in source
