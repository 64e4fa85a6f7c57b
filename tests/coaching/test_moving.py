"""The page that moves a session: it starts from what stands, asks why, and knows when it is out of date."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from bkn_portal.bookings.models import Booking
from bkn_portal.notifications.models import Reminder
from coaching.models import CoachingSession
from coaching.queries import free_slots
from tests.factories import CoachingSessionFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
TEN = NINE + timedelta(hours=1)
HALF_PAST = NINE + timedelta(minutes=30)


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=HALF_PAST)


def _url(session):
    return reverse("coaching:session_move", args=[session.pk])


def _values(session, **changes):
    values = {"start": session.start.isoformat(), "mode": "in_person", "reason": "Rapat pimpinan", "sequence": "0"}
    return {**values, "place": "", **changes}


def test_move_page_starts_from_the_present_time(session, client_of, at_now):
    page = client_of(session.engagement.coachee).get(_url(session))
    marked = [slot.value for day in page.context["offer"].days for slot in day.slots if slot.is_present]
    assert (page.context["chosen"], marked) == (HALF_PAST.isoformat(), [HALF_PAST.isoformat()])


def test_move_page_of_a_session_in_ten_days_shows_the_second_week(engagement, client_of, at_now, now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE + timedelta(days=12))
    page = client_of(engagement.coachee).get(_url(session))
    assert (page.context["offer"].week, page.context["chosen"]) == (2, session.start.isoformat())


def test_move_of_the_place_alone_keeps_the_time(session, client_of, at_now):
    answer = client_of(session.engagement.coachee).post(_url(session), _values(session, place="Ruang 5"))
    session.refresh_from_db()
    assert (answer.status_code, session.start, session.place, session.reason) == (
        302, HALF_PAST, "Ruang 5", "Rapat pimpinan",
    )  # fmt: skip
    assert {row.start for row in Booking.objects.all()} == {HALF_PAST}


def test_move_to_the_same_time_and_place_changes_nothing_and_tells_nobody(session, client_of, at_now):
    answer = client_of(session.engagement.coachee).post(_url(session), _values(session, reason=""))
    session.refresh_from_db()
    assert (answer.status_code, session.sequence, Reminder.objects.count()) == (422, 0, 0)
    assert answer.context["form"].non_field_errors() == [
        "Waktu dan tempat ini sama dengan yang sekarang. Pilih yang lain untuk mengubahnya."
    ]


def test_move_without_a_reason_is_refused(session, client_of, at_now):
    values = _values(session, start=TEN.isoformat(), reason="")
    assert client_of(session.engagement.coachee).post(_url(session), values).status_code == 422


def test_reason_of_a_move_is_read_by_the_other_one(session, client_of, at_now):
    client_of(session.engagement.coachee).post(_url(session), _values(session, start=TEN.isoformat()))
    page = client_of(session.engagement.coach).get(session.get_absolute_url()).content.decode()
    assert "Rapat pimpinan" in page


def test_move_from_a_page_that_is_out_of_date_is_refused_once(session, client_of, at_now):
    coachee, coach = client_of(session.engagement.coachee), client_of(session.engagement.coach)
    coach.post(_url(session), _values(session, start=NINE.isoformat()))
    late = _values(session, start=(NINE + timedelta(days=1)).isoformat())
    answer = coachee.post(_url(session), late)
    assert (answer.status_code, CoachingSession.objects.get().start) == (422, NINE)
    assert 'name="sequence" value="1"' in answer.content.decode()
    assert coachee.post(_url(session), {**late, "sequence": "1"}).status_code == 302


@pytest.mark.parametrize("sequence", ["", "x", "-1", "32767", "9" * 30])
def test_move_with_a_wrong_sequence_is_refused(session, client_of, at_now, sequence):
    answer = client_of(session.engagement.coachee).post(_url(session), _values(session, sequence=sequence))
    assert answer.status_code == 422


@pytest.mark.parametrize("start", ["9999-12-31T23:00:00-07:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00Z"])
def test_move_to_the_end_of_the_calendar_is_refused(session, client_of, at_now, start):
    answer = client_of(session.engagement.coachee).post(_url(session), _values(session, start=start))
    assert (answer.status_code, CoachingSession.objects.get().start) == (422, HALF_PAST)


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", " JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_place_that_is_no_room_and_no_web_page_is_refused(session, client_of, at_now, place):
    answer = client_of(session.engagement.coachee).post(_url(session), _values(session, place=place))
    assert (answer.status_code, CoachingSession.objects.get().place) == (422, "")


@pytest.mark.parametrize(
    ("place", "link"),
    [
        ("https://rapat.example/a?b=1", "https://rapat.example/a?b=1"),
        ("http://rapat.example", "http://rapat.example"),
        ("Ruang 5: lantai 2", ""),
        ("javascript:alert(1)", ""),
        ("https://rapat.example lalu Ruang 5", ""),
    ],
)
def test_place_that_is_a_web_page_becomes_a_link(session, client_of, at_now, place, link):
    CoachingSession.objects.update(place=place)
    page = client_of(session.engagement.coachee).get(session.get_absolute_url()).content.decode()
    assert (CoachingSession.objects.get().link, f'href="{place}"' in page) == (link, bool(link))


@pytest.mark.parametrize("start", [NINE - timedelta(days=7), NINE + timedelta(hours=9), NINE + timedelta(days=60)])
def test_booking_a_time_that_nobody_took_does_not_blame_others(engagement, client_of, at_now, start):
    values = {"start": start.isoformat(), "mode": "in_person", "place": ""}
    page = client_of(engagement.coachee).post(reverse("coaching:session_book", args=[engagement.pk]), values)
    assert (page.status_code, "baru saja terisi" in page.content.decode()) == (422, False)


def test_todays_slots_do_not_shift_with_the_clock(engagement):
    seven = datetime(2026, 11, 25, 0, 5, tzinfo=UTC)
    shown = [free_slots(engagement, now=seven + timedelta(minutes=late)) for late in (0, 65, 85)]
    today = [[slot.start for slot in slots if slot.start < NINE + timedelta(hours=3)] for slots in shown]
    eleven = TEN + timedelta(hours=1)
    assert today == [[NINE, TEN, eleven], [TEN, eleven], [TEN, eleven]]
