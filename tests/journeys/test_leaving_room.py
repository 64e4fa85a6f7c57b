"""Leaving the session's room: what was typed just before is kept."""

import time
from datetime import timedelta

import pytest

from coaching.models import CoachNote
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    assert eventually(lambda: CoachNote.objects.filter(session=session).first()).text == "Ia ragu"


def test_nothing_is_sent_when_nothing_was_typed_since_the_last_save(page, sign_in, session):
    sign_in(page, session.engagement.coach)
    page.goto(session.get_absolute_url())
    with page.expect_response("**/umpan-balik/"):
        page.get_by_label("Catatan pribadi").fill("Ia ragu")
    asked = []
    page.context.on("request", lambda request: asked.append(request.method))
    page.get_by_role("link", name="Coaching", exact=True).first.click()
    page.wait_for_url("**/coaching/")
    assert "POST" not in asked


def eventually(find):
    """What `find` finds, at the latest after ten seconds."""
    for _turn in range(100):
        if found := find():
            return found
        time.sleep(0.1)
    return None
