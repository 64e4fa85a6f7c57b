"""Leaving the session's room: what was typed just before is kept."""

import time
from datetime import timedelta

import pytest

from tests.factories import CoachingEngagementFactory, CoachingSessionFactory

# On PostgreSQL only: the page that is left and the one that comes ask at one time, and the tests' SQLite has one
# connection for both.
pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(clock, now):
    """Over for two hours."""
    return CoachingSessionFactory(engagement=CoachingEngagementFactory(), start=now - timedelta(hours=3))


@pytest.mark.parametrize("way", ["link", "back"])
def test_text_typed_just_before_leaving_is_kept(page, sign_in, session, way):
    sign_in(page, session.engagement.coach)
    page.goto("/coaching/")
    page.goto(session.get_absolute_url())
    page.get_by_label("Catatan pribadi").fill("Ia ragu")
    page.get_by_role("link", name="Coaching", exact=True).first.click() if way == "link" else page.go_back()
    page.wait_for_url("**/coaching/")
    assert kept(page, session) == "Ia ragu"


def test_nothing_is_sent_when_nothing_was_typed_since_the_last_save(page, sign_in, session):
    sign_in(page, session.engagement.coach)
    page.goto(session.get_absolute_url())
    page.get_by_label("Catatan pribadi").fill("Ia ragu")
    page.get_by_role("status").get_by_text("Tersimpan").wait_for()
    asked = []
    page.context.on("request", lambda request: asked.append(request.method))
    page.get_by_role("link", name="Coaching", exact=True).first.click()
    page.wait_for_url("**/coaching/")
    assert "POST" not in asked


def kept(page, session):
    """The private note in the session's room, once there is one; at the latest after ten seconds."""
    for _turn in range(40):
        page.goto(session.get_absolute_url())
        if text := page.get_by_label("Catatan pribadi").input_value():
            return text
        time.sleep(0.25)
    return ""
