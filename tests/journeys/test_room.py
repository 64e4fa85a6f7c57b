"""The session's room in a real browser: it keeps what is typed, whatever happens meanwhile."""

from datetime import timedelta

import pytest

from coaching.models import SessionRecord
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory

from .hands import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(clock, now):
    """Over for two hours; Ratna Sari and her coach."""
    engagement = CoachingEngagementFactory(coachee__name="Ratna Sari", coachee__title_after="")
    return CoachingSessionFactory(engagement=engagement, start=now - timedelta(hours=3))


def test_tab_onto_the_send_button_saves_and_sends_nothing(page, sign_in, session):
    sign_in(page, session.engagement.coach)
    coach = Keyboard(page, lambda page: None)
    coach.open(session.get_absolute_url())
    coach.write("Goal –", "Lembar keputusan")
    coach.write("Will –", "Lembar keputusan")
    coach.write("Umpan balik untuk coachee", "Pembukaan jelas")
    coach.mark("Memimpin rapat", "+1")
    coach.write("Catatan pribadi", "Ia lebih yakin")
    with page.expect_response(lambda answer: "note=Ia" in (answer.request.post_data or "")):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Kirim umpan balik"
    session.refresh_from_db()
    assert (session.state, SessionRecord.objects.get().given_at) == ("scheduled", None)
    page.keyboard.press("Enter")
    page.get_by_text("sudah diterima coachee").wait_for()
