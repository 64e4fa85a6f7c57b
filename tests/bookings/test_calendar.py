"""Invitations, files and feeds are what RFC 5545 and 5546 say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bkn_portal.bookings.calendar import Appointment, feed, invitation, published, uid
from bkn_portal.core.periods import Period
from tests.factories import EmployeeFactory

from .ical import attendees_of, read, read_message

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
PERIOD = Period(NINE, NINE + timedelta(hours=1))


@pytest.fixture
def people(db):
    return EmployeeFactory(name="Ma'ruf, Ratna; Sari", email="ratna@bkn.example"), EmployeeFactory()


@pytest.fixture
def appointment(people):
    place = "Ruang Rapat Lt. 4; dekat tangga, Gedung I Kantor Pusat Badan Kepegawaian Negara – Jakarta"
    return Appointment("coaching.session", 12, PERIOD, 0, people, place, "http://localhost:8000/coaching/sesi/12/")


def test_invitation_is_a_request_to_both_by_the_portal(appointment, people, now, settings):
    settings.DEFAULT_FROM_EMAIL = "Portal Pengembangan <portal@bkn.example>"
    method, event = read_message(invitation(appointment, now=now).content)
    assert (method, event["ORGANIZER"], event["STATUS"]) == ("REQUEST", "mailto:portal@bkn.example", "CONFIRMED")
    assert attendees_of(event) == [f"mailto:{person.email}" for person in people]
    assert (event["DTSTART"].dt, event["DTEND"].dt, event["LOCATION"]) == (NINE, PERIOD.end, appointment.place)


def test_invitation_keeps_its_uid_and_grows_its_sequence(appointment, now):
    moved = replace(appointment, sequence=1, period=Period(PERIOD.end, PERIOD.end + timedelta(hours=1)))
    gone = replace(moved, sequence=2, is_cancelled=True)
    found = [read_message(invitation(each, now=now).content) for each in (appointment, moved, gone)]
    assert [method for method, _event in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for _method, event in found} == {uid("coaching.session", 12)}
    assert [event["SEQUENCE"] for _method, event in found] == [0, 1, 2]


def test_invitation_tells_neither_title_nor_content(appointment, now):
    _method, event = read_message(invitation(appointment, now=now).content)
    assert (event["SUMMARY"], event["CLASS"]) == ("Pertemuan · Portal BKN", "PRIVATE")
    assert event["DESCRIPTION"] == event["URL"] == appointment.url


def test_invitation_leaves_out_who_has_no_address(appointment, people, now):
    people[1].email = ""
    _method, event = read_message(invitation(appointment, now=now).content)
    assert attendees_of(event) == ["mailto:ratna@bkn.example"]


def test_published_file_has_no_attendees(appointment, now):
    method, event = read_message(published(appointment, now=now))
    assert (method, event["UID"]) == ("PUBLISH", uid("coaching.session", 12))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_feed_has_every_appointment_without_people(appointment, now, count):
    every = [Appointment("coaching.session", number, PERIOD) for number in range(count)]
    calendar, events = read(feed(every, now=now))
    assert [str(event["UID"]) for event in events] == [uid("coaching.session", number) for number in range(count)]
    assert (calendar.get("METHOD"), calendar["X-WR-CALNAME"]) == (None, "Portal BKN")
    assert {name for event in events for name in ("ORGANIZER", "ATTENDEE", "LOCATION") if event.get(name)} == set()
