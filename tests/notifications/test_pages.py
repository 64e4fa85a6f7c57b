from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.notifications import queries
from bkn_portal.notifications.models import MailRhythm, Preference, Reminder, Rhythm
from bkn_portal.notifications.queries import Channels
from tests.factories import EmployeeFactory, ReminderFactory

pytestmark = pytest.mark.django_db
INBOX = "/pemberitahuan/"
PREFERENCES = "/akun/pemberitahuan/"


@pytest.fixture
def me(client):
    employee = EmployeeFactory()
    client.force_login(employee)
    return employee


def read(path, client):
    """GET the page and the statements it ran."""
    with CaptureQueriesContext(
        connection,
    ) as queries_run:
        response = client.get(path)
    return response, [query["sql"] for query in queries_run]


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_with_any_number_of_rows_runs_the_same_queries(client, me, rows):
    ReminderFactory.create_batch(rows, recipient=me, in_inbox=True)
    client.get(INBOX)
    response, statements = read(INBOX, client)
    assert (response.status_code, len(response.context["page"].object_list)) == (200, rows)
    assert len(statements) == 4
    assert all(statement.startswith("SELECT") for statement in statements)


def test_inbox_without_rows_teaches_the_first_step(client, me):
    response = client.get(INBOX)
    assert "Belum ada pemberitahuan" in response.text
    assert PREFERENCES in response.text


def test_inbox_shows_own_delivered_rows_newest_first(client, me, now):
    ReminderFactory(recipient=me)
    ReminderFactory(in_inbox=True)
    old = ReminderFactory(recipient=me, in_inbox=True, due_at=now - timedelta(days=1))
    new = ReminderFactory(recipient=me, in_inbox=True, due_at=now)
    assert list(client.get(INBOX).context["page"]) == [new, old]


@pytest.mark.parametrize(("query", "shown"), [("", 2), ("?tampil=belum-dibaca", 1), ("?tampil=ngawur", 2)])
def test_inbox_filter_shows_unread_only_when_asked(client, me, now, query, shown):
    ReminderFactory(recipient=me, in_inbox=True, read_at=now)
    ReminderFactory(recipient=me, in_inbox=True)
    assert len(client.get(INBOX + query).context["page"]) == shown


@pytest.mark.parametrize("page", ["2", "0", "99", "-1", "x", "9" * 30])
def test_inbox_with_any_page_number_answers(client, me, page):
    ReminderFactory.create_batch(26, recipient=me, in_inbox=True)
    assert client.get(INBOX, {"page": page}).status_code == 200


def test_open_by_post_marks_read_and_goes_on(client, me):
    reminder = ReminderFactory(recipient=me, in_inbox=True)
    response = client.post(reminder.get_absolute_url())
    reminder.refresh_from_db()
    assert (response.status_code, response.url) == (302, "/bantuan/")
    assert reminder.read_at is not None


def test_open_again_keeps_the_first_time(client, me, now):
    reminder = ReminderFactory(recipient=me, in_inbox=True, read_at=now)
    client.post(reminder.get_absolute_url())
    reminder.refresh_from_db()
    assert reminder.read_at == now


def test_open_by_get_goes_on_and_writes_nothing(client, me):
    reminder = ReminderFactory(recipient=me, in_inbox=True)
    response, statements = read(reminder.get_absolute_url(), client)
    assert response.url == "/bantuan/"
    assert all(statement.startswith("SELECT") for statement in statements)
    assert Reminder.objects.get().read_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_open_anothers_reminder_is_not_found(client, me, method):
    foreign = ReminderFactory(in_inbox=True)
    assert getattr(client, method)(foreign.get_absolute_url()).status_code == 404
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_open_before_it_is_delivered_is_not_found(client, me):
    assert client.post(ReminderFactory(recipient=me).get_absolute_url()).status_code == 404


def test_mark_all_read_leaves_other_peoples_unread(client, me):
    foreign = ReminderFactory(in_inbox=True)
    ReminderFactory.create_batch(2, recipient=me, in_inbox=True)
    assert queries.unread_count(me) == 2
    assert client.post(reverse("notifications:mark_all_read")).url == INBOX
    assert (queries.unread_count(me), queries.unread_count(foreign.recipient)) == (0, 1)


def test_mark_all_read_by_get_is_refused(client, me):
    assert client.get(reverse("notifications:mark_all_read")).status_code == 405


@pytest.mark.parametrize("path", [INBOX, PREFERENCES, "/pemberitahuan/1/"])
def test_page_without_sign_in_leads_there(client, path):
    response = client.get(path)
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


def test_preferences_with_three_kinds_runs_as_many_queries_as_with_one(client, me, register_kind):
    register_kind()
    client.get(PREFERENCES)
    first = read(PREFERENCES, client)[1]
    register_kind("sample.b")
    register_kind("sample.c")
    second = read(PREFERENCES, client)[1]
    assert len(first) == len(second)
    assert all(statement.startswith("SELECT") for statement in second)


def test_preferences_saved_are_shown_and_used(client, me, register_kind):
    register_kind()
    register_kind("sample.must", mandatory=True)
    response = client.post(PREFERENCES, {"rhythm": "weekly", "inbox:sample.note": "on"})
    assert (response.status_code, response.url) == (302, PREFERENCES)
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Pilihan Anda tersimpan."]
    stored = queries.channels_of([me.pk])
    assert stored[me.pk, "sample.note"] == Channels(mail=False, inbox=True)
    assert stored[me.pk, "sample.must"] == Channels(mail=True, inbox=True)
    assert queries.rhythms_of([me.pk]) == {me.pk: Rhythm.WEEKLY}
    form = client.get(PREFERENCES).context["form"]
    assert (form["mail:sample.note"].initial, form["inbox:sample.note"].initial) == (False, True)
    assert form["mail:sample.must"].field.disabled


def test_preferences_saved_twice_keep_one_row_per_kind_and_one_record(client, me):
    for _again in range(2):
        client.post(PREFERENCES, {"rhythm": "daily"})
    assert MailRhythm.objects.count() == 1
    kinds = list(Preference.objects.values_list("kind", flat=True))
    assert len(kinds) == len(set(kinds))
    assert Event.objects.filter(kind="notifications.preferences.chosen").count() == 1


@pytest.mark.parametrize("data", [{}, {"rhythm": "hourly"}])
def test_preferences_without_a_rhythm_explain_and_change_nothing(client, me, data):
    response = client.post(PREFERENCES, data)
    assert response.status_code == 422
    assert "Surel yang dapat menunggu" in response.text
    assert not Preference.objects.exists()


def test_preferences_without_mail_address_say_so(client):
    client.force_login(EmployeeFactory(email=""))
    assert "Kami belum punya alamat surel Anda" in client.get(PREFERENCES).text
