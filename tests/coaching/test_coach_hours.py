"""The coach's own page: held sessions by month and year, in the coach's zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.models import CoachingEngagement, CoachingSession
from coaching.queries.coach_hours import coach_hours
from coaching.templatetags.coaching_hours import hours_minutes
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, EmployeeFactory

State = CoachingSession.State
HOUR = timedelta(hours=1)


def _held(engagement, start, state=State.AGREED):
    return CoachingSessionFactory(engagement=engagement, start=start, state=state)


@pytest.fixture
def told(engagement):
    """Two talks in October, one in November with another coachee, one of last year, and some that do not count."""
    _held(engagement, datetime(2026, 10, 5, 2, tzinfo=UTC))
    _held(engagement, datetime(2026, 10, 12, 2, tzinfo=UTC), State.HELD)
    _held(engagement, datetime(2025, 3, 3, 2, tzinfo=UTC))
    other = CoachingEngagementFactory(coach=engagement.coach, state=CoachingEngagement.State.COMPLETED)
    _held(other, datetime(2026, 11, 3, 2, tzinfo=UTC), State.FEEDBACK_GIVEN)
    for state in (State.CANCELLED, State.NO_SHOW, State.SCHEDULED):
        _held(engagement, datetime(2026, 11, 9, 2, tzinfo=UTC), state)
    _held(CoachingEngagementFactory(), datetime(2026, 11, 3, 2, tzinfo=UTC))
    return engagement.coach


def test_hours_are_summed_by_month_and_year(told, now):
    found = coach_hours(told, year=None, now=now)
    months = [(month.month, month.sessions, month.length, month.people) for month in found.months]
    assert months == [(date(2026, 10, 1), 2, 2 * HOUR, 1), (date(2026, 11, 1), 1, HOUR, 1)]
    assert (found.sessions, found.length, found.people, found.engagements, found.active) == (3, 3 * HOUR, 2, 2, 1)


def test_hours_of_a_year_before_and_of_a_year_without_talks(told, now):
    before, unknown = (coach_hours(told, year=year, now=now) for year in (2025, 1999))
    assert (before.years, before.sessions, unknown.year) == ([2026, 2025], 1, 2026)


def test_hours_count_the_month_of_the_coachs_zone(engagement, now):
    engagement.coach.time_zone_override = "Asia/Jayapura"
    engagement.coach.save()
    _held(engagement, datetime(2025, 12, 31, 16, tzinfo=UTC))  # 01.00 WIT on New Year's day
    assert [month.month for month in coach_hours(engagement.coach, year=2026, now=now).months] == [date(2026, 1, 1)]


def test_hours_page_says_the_sums_and_takes_any_year(told, client_of, at_now):
    client, page = client_of(told), reverse("coaching:as_coach")
    text = client.get(page).content.decode()
    assert [word for word in ("3 jam", "Oktober", "November", "2025") if word not in text] == []
    assert [client.get(page, {"tahun": year}).status_code for year in ("2025", "x", "", "99999999999")] == [200] * 4


def test_hours_page_of_somebody_who_never_coached_explains_itself(db, client_of, at_now):
    assert "Belum ada sesi" in client_of(EmployeeFactory()).get(reverse("coaching:as_coach")).content.decode()


def test_hours_page_asks_the_same_number_of_queries_for_one_and_three_talks(engagement, client_of, at_now):
    client, counts = client_of(engagement.coach), []
    for number in (1, 2):
        for each in range(number):
            _held(engagement, datetime(2026, 10, number * 7 + each, 2, tzinfo=UTC))
        client.get(reverse("coaching:as_coach"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("coaching:as_coach"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "45 menit"), (60, "1 jam"), (210, "3 jam 30 menit"), (0, "0 menit")]
)
def test_length_is_written_in_words(minutes, words):
    assert hours_minutes(timedelta(minutes=minutes)) == words
