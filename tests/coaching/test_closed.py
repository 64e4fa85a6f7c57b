"""What can't be done any more has no form: whoever follows an old link comes to the page that says how things stand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, group_of

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CLOSED = ["completed", "cancelled", "declined", "expired"]
ROUTES = ["session_book", "session_record", "introduction_book", "engagement_cancel", "goal_add", "engagement_answer"]


def url(route, key):
    return reverse(f"coaching:{route}", args=[key])


@pytest.mark.parametrize("state", CLOSED)
def test_forms_of_a_closed_coaching_lead_to_its_page(client_of, at_now, state):
    engagement = CoachingEngagementFactory(state=state)
    client = client_of(engagement.coach)
    found = {route: client.get(url(route, engagement.pk)) for route in ROUTES}
    assert {route: getattr(answer, "url", "") for route, answer in found.items()} == dict.fromkeys(
        ROUTES, engagement.get_absolute_url()
    )


@pytest.mark.parametrize("state", CLOSED)
def test_page_of_a_closed_coaching_offers_nothing_that_is_refused(client_of, at_now, state):
    engagement = CoachingEngagementFactory(state=state)
    page = client_of(engagement.coachee).get(engagement.get_absolute_url()).content.decode()
    assert [route for route in ROUTES if url(route, engagement.pk) in page] == []


def test_answered_request_shows_its_coaching_instead_of_the_question(engagement, client_of, at_now):
    answer = client_of(engagement.coach).get(url("engagement_answer", engagement.pk))
    assert answer.url == engagement.get_absolute_url()


@pytest.mark.parametrize(
    ("state", "days", "forms"),
    [
        ("scheduled", 1, ["session_move", "session_cancel"]),
        ("scheduled", -1, ["session_no_show"]),
        ("held", -1, []),
        ("cancelled", 1, []),
        ("agreed", -1, []),
    ],
)
def test_session_has_the_forms_of_its_time_alone(engagement, client_of, at_now, now, state, days, forms):
    session = CoachingSessionFactory(engagement=engagement, start=now + days * DAY, state=state)
    client = client_of(engagement.coachee)
    answers = {
        route: client.get(url(route, session.pk)) for route in ("session_move", "session_cancel", "session_no_show")
    }
    assert [route for route, answer in answers.items() if answer.status_code == 200] == forms
    assert {answer.url for answer in answers.values() if answer.status_code == 302} <= {session.get_absolute_url()}


@pytest.mark.parametrize(("days", "status"), [(1, 200), (-1, 302)])
def test_group_is_moved_and_called_off_before_it_begins_alone(engagement, client_of, at_now, now, days, status):
    other = CoachingEngagementFactory(coach=engagement.coach)
    group = group_of(engagement, other, start=now + days * DAY)
    client = client_of(engagement.coach)
    assert [client.get(url(route, group.pk)).status_code for route in ("group_move", "group_cancel")] == [status] * 2
