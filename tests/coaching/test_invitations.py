"""What people's own calendars are told: by mail, in a form that clients take in, and nothing about the talk."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from bkn_portal.core.periods import Period, local_date
from bkn_portal.notifications.actions import deliver_due
from bkn_portal.notifications.models import MailDay, MailRhythm
from coaching import actions
from coaching.actions import Meeting
from coaching.models import CoachingEngagement
from tests.bookings.ical import attendees_of, read_message
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory

from .conftest import book

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


@pytest.fixture
def private(db):
    """On stress and balance: nothing at all may tell."""
    return CoachingEngagementFactory(theme_id="wellbeing", coachee__name="Ratna Sari")


def _delivered(now):
    """(address, method, event) of every mail that goes out now, as a client reads it."""
    mail.outbox.clear()
    deliver_due(now=now)
    return [(message.to[0], *_calendar_of(message)) for message in mail.outbox]


def _calendar_of(message):
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    (part,) = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    method, event = read_message(part.get_content().replace("\r\n", "\n").replace("\n", "\r\n"))
    assert (part["Content-Type"].params["method"], part["Content-Type"].params["charset"]) == (method, "utf-8")
    return method, event


def test_invitation_mail_is_alternative_and_file(engagement, now, at_now):
    book(engagement, NINE, now)
    deliver_due(now=now)
    parsed = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    alternative, attached = parsed.iter_parts()
    assert (parsed.get_content_type(), alternative.get_content_type()) == ("multipart/mixed", "multipart/alternative")
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "undangan.ics")


def test_book_move_and_cancel_reach_both_calendars_under_one_uid(engagement, now, at_now):
    session = book(engagement, NINE, now)
    seen = [_delivered(now)]
    period = Period(TEN, TEN + timedelta(hours=1))
    actions.move_session(session=session, period=period, meeting=Meeting(place="R1"), by=engagement.coach, now=now)
    at_now.shift(timedelta(days=1) - timedelta(hours=2))
    later = now + timedelta(hours=22)
    seen.append(_delivered(later))
    actions.cancel_session(session=session, reason="Dinas", by=engagement.coachee, now=later)
    seen.append(_delivered(later))
    both = sorted([engagement.coachee.email, engagement.coach.email])
    assert [sorted(address for address, _method, _event in step) for step in seen] == [both] * 3
    told = [{(method, str(event["UID"]), event["SEQUENCE"]) for _to, method, event in step} for step in seen]
    uid = f"coaching.session-{session.pk}@localhost"
    assert told == [{("REQUEST", uid, 0)}, {("REQUEST", uid, 1)}, {("CANCEL", uid, 2)}]


def test_end_of_the_coaching_calls_off_its_sessions_in_both_calendars(engagement, now, at_now):
    CoachingSessionFactory(engagement=engagement, start=NINE)
    actions.cancel_engagement(engagement=engagement, reason="Mutasi", by=engagement.coach, now=now)
    mail.outbox.clear()
    deliver_due(now=now)
    found = [message for message in mail.outbox if message.attachments]
    assert sorted(message.to[0] for message in found) == sorted([engagement.coachee.email, engagement.coach.email])
    assert {(method, event["SEQUENCE"]) for method, event in map(_calendar_of, found)} == {("CANCEL", 1)}


def test_booked_and_cancelled_before_the_mail_went_out_invites_nobody(engagement, now, at_now):
    session = book(engagement, NINE, now)
    actions.cancel_session(session=session, reason="x", by=engagement.coachee, now=now)
    assert {method for _to, method, _event in _delivered(now)} == {"CANCEL"}


def test_no_show_leaves_calendars_alone(engagement, now, at_now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    actions.mark_no_show(session=session, reason="x", by=engagement.coach, now=TEN)
    deliver_due(now=TEN)
    assert [len(message.alternatives) for message in mail.outbox] == [1]


def test_invitation_on_stress_and_balance_looks_like_every_other(private, now, at_now):
    book(private, NINE, now)
    ((_to, _method, event), _other) = _delivered(now)
    text = event.to_ical().decode()
    secrets = [private.goal.statement, private.theme.name, "oaching session", "stres"]
    assert (event["SUMMARY"], [secret for secret in secrets if secret in text]) == ("Pertemuan · Portal BKN", [])
    assert len(attendees_of(event)) == 2


def test_session_file_is_for_the_two_alone(engagement, outsiders, client_of, at_now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    page = reverse("coaching:session_calendar", args=[session.pk])
    response = client_of(engagement.coachee).get(page)
    method, event = read_message(b"".join(response.streaming_content).decode())
    assert (method, event["DTSTART"].dt) == ("PUBLISH", NINE)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {client_of(other).get(page).status_code for other in outsiders} == {404}


def test_invitation_of_a_cancelled_engagement_counts_its_sequence(engagement, now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    actions.cancel_engagement(engagement=engagement, reason="x", by=engagement.coach, now=now)
    session.refresh_from_db()
    assert (session.sequence, engagement.state) == (1, CoachingEngagement.State.CANCELLED)


def _parts_as_sent(message):
    """The calendar's bytes, as the mail server is given them: in the alternative and in the attached file."""
    parsed = message_from_bytes(message.message().as_bytes(linesep="\r\n"), policy=policy.SMTP)
    kinds = ("text/calendar", "application/ics")
    return [part.get_payload(decode=True) for part in parsed.walk() if part.get_content_type() in kinds]


def test_invitation_mail_holds_one_calendar_twice_in_utf_8_folded_and_with_crlf(engagement, now, at_now):
    engagement.coachee.name = "Ma'ruf “Ning” Sari – Jayapura"
    engagement.coachee.save(update_fields=["name"])
    period = Period(NINE, TEN)
    place = Meeting(place="Ruang Rapat Lt. 4; dekat tangga – Gedung I, Kantor Pusat Badan Kepegawaian Negara, Jakarta")
    actions.book_session(engagement=engagement, period=period, meeting=place, by=engagement.coach, now=now)
    deliver_due(now=now)
    inline, attached = _parts_as_sent(mail.outbox[0])
    method, event = read_message(attached.decode())
    assert (inline.rstrip(b"\r\n"), method) == (attached.rstrip(b"\r\n"), "REQUEST")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Pertemuan · Portal BKN", place.place)


def test_invitation_answers_to_rfc_5546(engagement, now, at_now):
    session = book(engagement, NINE, now)
    (_to, _method, event), _other = _delivered(now)
    for attendee in event["ATTENDEE"]:
        told = {name: str(attendee.params[name]) for name in ("PARTSTAT", "RSVP", "ROLE", "CUTYPE")}
        assert told == {"PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT", "CUTYPE": "INDIVIDUAL"}
    actions.cancel_session(session=session, reason="x", by=engagement.coachee, now=now)
    (_to, _method, gone), _other = _delivered(now)
    same = ("UID", "ORGANIZER", "DTSTART")
    assert [event[name].to_ical() for name in same] == [gone[name].to_ical() for name in same]
    assert attendees_of(event) == attendees_of(gone)


AT_NIGHT = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)  # Saturday 23.00 WIB


@pytest.mark.parametrize("moment", [datetime(2026, 11, 24, 2, tzinfo=UTC), AT_NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("rhythm", ["at_once", "weekly"])
def test_invitation_after_three_mails_of_a_day_reaches_the_calendar_at_once(engagement, moment, rhythm):
    session = CoachingSessionFactory(engagement=engagement, start=NINE + timedelta(days=6))
    both = (engagement.coachee, engagement.coach)
    for person in both:
        MailDay.objects.create(employee=person, day=local_date(moment, person.zone), mails=3)
        MailRhythm.objects.create(employee=person, rhythm=rhythm)
    period = Period(session.start + timedelta(hours=1), session.end + timedelta(hours=1))
    with time_machine.travel(moment, tick=False):
        actions.move_session(session=session, period=period, meeting=Meeting(), by=engagement.coach, now=moment)
        sent = _delivered(moment)
    assert sorted((to, method, event["SEQUENCE"]) for to, method, event in sent) == sorted(
        (person.email, "REQUEST", 1) for person in both
    )
