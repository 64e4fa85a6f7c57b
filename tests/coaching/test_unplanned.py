"""Talks that nobody had booked, and changes at short notice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.core.periods import Period
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.notifications.models import Reminder
from coaching import actions, queries
from coaching.actions import Meeting
from coaching.models import CoachingSession, CoachProfile
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory

from .conftest import full_feedback

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # the day before `now`, 10.00 WIB
NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def _record(engagement, start, now, by=None):
    period = Period(start, start + HOUR)
    by = by or engagement.coach
    return actions.record_unplanned_session(engagement=engagement, period=period, meeting=Meeting(), by=by, now=now)


def test_unplanned_session_takes_both_peoples_time_and_tells_the_other(engagement, now):
    session = _record(engagement, MONDAY, now)
    assert (session.state, session.number, session.is_unplanned) == ("held", 1, True)
    assert {row.person_id for row in Booking.objects.all()} == {engagement.coachee_id, engagement.coach_id}
    told = list(Reminder.objects.values_list("kind", "recipient"))
    assert told == [("coaching.session_recorded", engagement.coachee_id)]


def test_unplanned_session_counts_after_the_usual_record_and_agreement(engagement, now):
    session = _record(engagement, MONDAY, now, by=engagement.coachee)
    actions.give_feedback(session=session, feedback=full_feedback(now.date()), by=engagement.coach, now=now)
    assert LedgerEntry.objects.count() == 0
    actions.agree_session(session=session, reflection="a", by=engagement.coachee, now=now)
    assert list(LedgerEntry.objects.values_list("occurred_on", "jp")) == [(MONDAY.date(), 2)]


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (NINE, "sudah selesai"),
        (datetime(2026, 11, 24, 1, 30, tzinfo=UTC), "sudah selesai"),
        (datetime(2026, 11, 2, 0, 30, tzinfo=UTC), "belum dimulai"),
    ],
)
def test_unplanned_session_at_an_impossible_time_is_refused(engagement, now, start, sentence):
    with pytest.raises(DomainError, match=sentence):
        _record(engagement, start, now)


def test_unplanned_session_of_long_ago_is_refused(engagement, now):
    with pytest.raises(DomainError, match="30 hari"):
        _record(engagement, MONDAY, now + 30 * DAY)


def test_unplanned_session_beside_another_appointment_is_refused_whole(engagement, now):
    CoachingSessionFactory(engagement=CoachingEngagementFactory(coach=engagement.coach), start=MONDAY + HOUR / 2)
    with pytest.raises(DomainError, match="pertemuan lain"):
        _record(engagement, MONDAY, now)
    assert CoachingSession.objects.filter(engagement=engagement).count() == 0


def test_unplanned_session_by_outsiders_is_denied_and_of_a_request_is_stale(engagement, request_of, outsiders, now):
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            _record(engagement, MONDAY, now, by=outsider)
    with pytest.raises(StaleState):
        _record(request_of, MONDAY, now)


def test_record_page_reads_the_clock_of_the_writer(engagement, client_of, at_now):
    engagement.coachee.time_zone_override = "Asia/Jayapura"
    engagement.coachee.save(update_fields=["time_zone_override"])
    client, page = client_of(engagement.coachee), reverse("coaching:session_record", args=[engagement.pk])
    assert "WIT" in client.get(page).content.decode()
    values = {"day": "2026-11-23", "clock": "12:00", "minutes": "60", "mode": "online", "place": "Ruang daring"}
    assert client.post(page, values).status_code == 302
    assert CoachingSession.objects.get().start == MONDAY


def test_record_page_refused_keeps_what_was_typed(engagement, client_of, at_now):
    page = reverse("coaching:session_record", args=[engagement.pk])
    values = {"day": "2026-11-30", "clock": "12:00", "minutes": "60", "mode": "online", "place": "Ruang daring"}
    answer = client_of(engagement.coach).post(page, values)
    text = answer.content.decode()
    assert (answer.status_code, "Ruang daring" in text, "2026-11-30" in text) == (422, True, True)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_record_page_at_the_end_of_the_calendar_is_refused(engagement, client_of, at_now, day):
    page = reverse("coaching:session_record", args=[engagement.pk])
    values = {"day": day, "clock": "23:30", "minutes": "90", "mode": "online", "place": ""}
    assert client_of(engagement.coach).post(page, values).status_code == 422


@pytest.mark.parametrize(("notice", "left", "short"), [(1, 2, False), (4, 2, True), (24, 25, False), (1, 0.5, True)])
def test_cancel_within_the_coachs_notice_is_marked(engagement, notice, left, short):
    CoachProfile.objects.filter(person=engagement.coach).update(notice_hours=notice)
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    actions.cancel_session(session=session, reason="Dinas", by=engagement.coachee, now=NINE - left * HOUR)
    assert (session.state, session.is_short_notice) == ("cancelled", short)


def test_notice_of_a_supervisor_without_a_profile_is_an_hour(engagement):
    CoachProfile.objects.all().delete()
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    assert queries.notice_of(session) == HOUR


def test_move_within_the_notice_is_marked_and_an_early_one_is_not(engagement, now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    for moment, target, short in [(NINE - HOUR / 2, NINE + DAY, True), (NINE, NINE + 2 * DAY, False)]:
        period = Period(target, target + HOUR)
        actions.move_session(session=session, period=period, meeting=Meeting(), by=engagement.coach, now=moment)
        assert session.is_short_notice is short


def test_cancel_page_at_short_notice_says_so_kindly(engagement, client_of, at_now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    page = reverse("coaching:session_cancel", args=[session.pk])
    found = []
    for moment in (NINE - 2 * HOUR, NINE - HOUR / 2):
        at_now.move_to(moment)
        found.append("Waktu mulai sudah dekat" in client_of(engagement.coachee).get(page).content.decode())
    assert found == [False, True]
