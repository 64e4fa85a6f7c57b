"""Ten minutes to choose: a slot that one picked is no longer offered to others, and two clicks stay two clicks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import AccessDenied, StaleState
from bkn_portal.core.periods import Period
from bkn_portal.notifications.models import Reminder
from coaching import actions, queries
from coaching.models import CoachingSession
from tests.factories import CoachingEngagementFactory

from .conftest import book

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def rival(engagement):
    """Another coachee of the same coach."""
    return CoachingEngagementFactory(coach=engagement.coach)


def _hold(engagement, start, now, by=None):
    period = Period(start, start + HOUR)
    return actions.hold_slot(engagement=engagement, period=period, by=by or engagement.coachee, now=now)


def _starts(engagement, now):
    return [slot.start for slot in queries.free_slots(engagement, now=now)]


def test_hold_slot_takes_it_from_others_and_tells_nobody(engagement, rival, now):
    assert _hold(engagement, NINE, now) == now + timedelta(minutes=10)
    assert (NINE in _starts(rival, now), NINE in _starts(engagement, now)) == (False, True)
    assert Reminder.objects.count() == 0
    with pytest.raises(PeriodTaken):
        book(rival, NINE, now)
    with pytest.raises(PeriodTaken):
        _hold(rival, NINE, now)


def test_hold_slot_that_is_over_is_offered_again(engagement, rival, now):
    _hold(engagement, NINE, now)
    later = now + timedelta(minutes=10)
    assert NINE in _starts(rival, later)
    assert book(rival, NINE, later).start == NINE


def test_book_what_one_holds_ends_the_hold(engagement, now):
    _hold(engagement, NINE, now)
    session = book(engagement, NINE, now)
    assert set(Booking.objects.values_list("kind", "object_id")) == {("coaching.session", session.pk)}


def test_book_another_time_gives_the_held_one_back(engagement, rival, now):
    _hold(engagement, NINE, now)
    book(engagement, NINE + HOUR, now)
    assert NINE in _starts(rival, now)


def test_hold_slot_outside_the_coachs_hours_leaves_the_earlier_hold(engagement, now):
    _hold(engagement, NINE, now)
    with pytest.raises(PeriodTaken):
        _hold(engagement, NINE + timedelta(hours=9), now)
    assert queries.current_hold(engagement, engagement.coach, now=now).start == NINE


def test_hold_slot_by_outsiders_is_denied_and_of_a_request_is_stale(engagement, request_of, outsiders, now):
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            _hold(engagement, NINE, now, by=outsider)
    with pytest.raises(StaleState):
        _hold(request_of, NINE, now)


def test_hold_without_javascript_comes_back_to_the_page_with_the_time_chosen(engagement, client_of, at_now):
    client, ten = client_of(engagement.coachee), NINE + HOUR
    page = reverse("coaching:session_book", args=[engagement.pk])
    values = {"start": ten.isoformat(), "mode": "in_person", "place": ""}
    answer = client.post(reverse("coaching:session_hold", args=[engagement.pk]), values, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert (answer.context["chosen"], "Ditahan untuk Anda sampai 09.10" in answer.content.decode()) == (
        ten.isoformat(),
        True,
    )
    assert client.post(page, values).status_code == 302
    assert CoachingSession.objects.get().start == ten


def test_hold_with_htmx_answers_with_its_line_alone(engagement, rival, client_of, at_now, now):
    url = reverse("coaching:session_hold", args=[engagement.pk])
    values = {"start": NINE.isoformat(), "mode": "in_person", "place": ""}
    answers = [client_of(engagement.coachee).post(url, values, headers={"HX-Request": "true"})]
    _hold(rival, NINE + HOUR, now)
    values["start"] = (NINE + HOUR).isoformat()
    answers.append(client_of(engagement.coachee).post(url, values, headers={"HX-Request": "true"}))
    assert [answer.status_code for answer in answers] == [200, 422]
    texts = [answer.content.decode() for answer in answers]
    assert ["<html" in text for text in texts] == [False, False]
    assert ("Ditahan untuk Anda" in texts[0], "baru saja terisi" in texts[1]) == (True, True)


def test_booking_the_first_free_time_stays_one_click_on_the_page(engagement, client_of, at_now):
    client, page = client_of(engagement.coachee), reverse("coaching:session_book", args=[engagement.pk])
    first = client.get(page).context["chosen"]
    assert client.post(page, {"start": first, "mode": "in_person", "place": ""}).status_code == 302
    assert CoachingSession.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_hold_and_book_the_same_slot_at_once_gives_it_once(now):
    first = CoachingEngagementFactory()
    second, barrier = CoachingEngagementFactory(coach=first.coach), Barrier(2)
    _hold(first, NINE + HOUR, now)

    def attempt(step, engagement):
        barrier.wait()
        try:
            step(engagement, NINE, now)
        except PeriodTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(attempt, _hold, second), pool.submit(attempt, book, first)]
        won = sorted(each.result() for each in tries)
    assert (won, Booking.objects.filter(start=NINE).count()) == ([False, True], 2)
