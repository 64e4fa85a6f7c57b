"""The follow-ups of the feedback page: what was kept stays, however often the page is saved."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from coaching.models import FollowUp
from tests.factories import CoachingSessionFactory

from .conftest import posted_scores

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
GROW = {"goal": "a", "reality": "b", "options": "c", "will": "d", "feedback": "e"}


@pytest.fixture
def post(engagement, client_of, at_now):
    """`post("send", "Langkah A", …)`: presses a button of the coach's page with these steps."""
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    at_now.move_to(NINE + timedelta(hours=2))
    client = client_of(engagement.coach)

    def press(button, *steps, due="2026-12-02"):
        sheet = client.get(session.get_absolute_url()).context["forms"]["feedback"]
        hidden = {"method": "grow", "seen": sheet["seen"].value()}
        rows = {"steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": sheet.rows.initial_form_count()}
        for place, what in enumerate(steps):
            rows |= {f"steps-{place}-what": what, f"steps-{place}-side": "coachee", f"steps-{place}-due": due}
        values = {**hidden, **GROW, **rows, **posted_scores(), button: "1"}
        return client.post(reverse("coaching:session_feedback", args=[session.pk]), values)

    return press


def kept():
    return [step.what for step in FollowUp.objects.order_by("pk")]


def test_follow_ups_saved_twice_unchanged_stay(post):
    post("draft", "Langkah A", "Langkah B")
    post("draft", "Langkah A", "Langkah B")
    assert kept() == ["Langkah A", "Langkah B"]


def test_follow_ups_when_rows_are_added_stay_until_the_feedback_is_sent(post):
    post("more", "Langkah A", "Langkah B")
    post("more", "Langkah A", "Langkah B")
    answer = post("send", "Langkah A", "Langkah B", "Langkah C")
    assert (answer.status_code, kept()) == (302, ["Langkah A", "Langkah B", "Langkah C"])


def test_follow_up_whose_text_is_emptied_goes(post):
    post("draft", "Langkah A", "Langkah B")
    post("draft", "", "Langkah B")
    assert kept() == ["Langkah B"]


def test_follow_up_whose_text_is_emptied_goes_whatever_its_date(post):
    post("draft", "Langkah A", "Langkah B")
    assert (post("draft", "", "Langkah B", due="2026-12-09").status_code, kept()) == (302, ["Langkah B"])


def test_follow_up_with_a_date_and_no_text_is_refused(post):
    assert (post("draft", " ", due="2026-12-03").status_code, kept()) == (422, [])
