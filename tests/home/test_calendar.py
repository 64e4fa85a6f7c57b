"""The agenda in one's own calendar: a secret address, neutral titles, and nothing after it is closed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.bookings.actions import close_feed, open_feed
from bkn_portal.bookings.models import Booking, CalendarFeed
from bkn_portal.core.errors import AccessDenied
from tests.bookings.ical import read
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, EmployeeFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
PAGE = "home:calendar"


@pytest.fixture(autouse=True)
def _clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def session(db):
    """On stress and balance, at a telling place."""
    engagement = CoachingEngagementFactory(theme_id="wellbeing", coachee__name="Ratna Sari")
    return CoachingSessionFactory(engagement=engagement, start=NINE, place="Ruang konseling")


@pytest.fixture
def address(session, now):
    return reverse("home:calendar_feed", args=[open_feed(by=session.engagement.coachee, now=now).token])


def test_feed_without_signing_in_shows_times_under_neutral_titles(session, address, client):
    response = client.get(address)
    _calendar, (event,) = read(response.content.decode())
    assert (event["DTSTART"].dt, event["SUMMARY"]) == (NINE, "Pertemuan · Portal BKN")
    secrets = ["konseling", "Ratna", session.engagement.coach.name, session.engagement.goal.statement, "oaching "]
    assert [secret for secret in secrets if secret in response.content.decode()] == []
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-cache",
    )


def test_feed_that_did_not_change_answers_304(session, address, client):
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    Booking.objects.update(end=session.end + timedelta(minutes=30))
    changed = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


def test_feed_leaves_out_what_is_long_over(session, address, client):
    Booking.objects.update(start=NINE - timedelta(days=60), end=NINE - timedelta(days=59))
    assert read(client.get(address).content.decode())[1] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_feed_asks_as_often_for_three_as_for_one(session, address, client, rows, django_assert_num_queries):
    for number in range(1, rows):
        CoachingSessionFactory(engagement=session.engagement, start=NINE + timedelta(days=number))
    with django_assert_num_queries(2):
        client.get(address)


def test_a_new_address_ends_the_old_one(session, address, client, now):
    fresh = open_feed(by=session.engagement.coachee, now=now)
    answers = [client.get(page).status_code for page in (address, reverse("home:calendar_feed", args=[fresh.token]))]
    assert (answers, CalendarFeed.objects.count()) == ([404, 200], 1)


def test_a_closed_address_is_not_found_and_closing_twice_changes_nothing(session, address, client, now):
    for _time in range(2):
        close_feed(by=session.engagement.coachee, now=now)
    assert (client.get(address).status_code, Event.objects.filter(kind="bookings.feed.closed").count()) == (404, 1)


def test_the_address_of_someone_who_left_is_not_found(session, address, client, now):
    person = session.engagement.coachee
    person.is_active, person.deactivated_at = False, now
    person.save(update_fields=["is_active", "deactivated_at"])
    assert client.get(address).status_code == 404
    with pytest.raises(AccessDenied):
        open_feed(by=person, now=now)


def test_the_secret_is_not_readable_in_the_database(session, address):
    token = CalendarFeed.objects.get().token
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, fingerprint FROM bookings_calendarfeed")
        (stored,) = cursor.fetchall()
    assert [token in value for value in stored] == [False, False]
    assert [token in str(event.details) for event in Event.objects.all()] == [False]


def test_calendar_page_connects_changes_and_closes(client, db):
    person = EmployeeFactory()
    client.force_login(person)
    assert "Belum terhubung" in client.get(reverse(PAGE)).content.decode()
    client.post(reverse("home:calendar_open"))
    text = client.get(reverse(PAGE)).content.decode()
    feed = CalendarFeed.objects.get(person=person)
    assert (feed.address in text, feed.address.replace("http://", "webcal://") in text) == (True, True)
    client.post(reverse("home:calendar_close"))
    assert CalendarFeed.objects.count() == 0


def test_calendar_address_speaks_of_an_old_one_only_where_there_was_one(client, db):
    client.force_login(EmployeeFactory())
    pages = [client.post(reverse("home:calendar_open"), follow=True) for _ in range(2)]
    assert [[str(message) for message in page.context["messages"]] for page in pages] == [
        ["Alamat kalender Anda siap."],
        ["Alamat kalender Anda sudah diganti. Alamat lama tidak berlaku lagi."],
    ]


def test_calendar_page_shows_nobody_elses_address(session, address, client):
    client.force_login(session.engagement.coach)
    assert address not in client.get(reverse(PAGE)).content.decode()


def test_beranda_links_to_the_calendar_page(client, db):
    client.force_login(EmployeeFactory())
    assert f'href="{reverse(PAGE)}"' in client.get(reverse("home:dashboard")).content.decode()
