"""What only a browser can tell of the coaching pages: sizes and breaks."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Locator

from coaching.models import CoachingGoal
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, CoachProfileFactory, DayOffFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _morning(now):
    with time_machine.travel(now, tick=True):
        yield


def lines_of(text: Locator) -> int:
    """How many lines its words take."""
    return text.evaluate("e => { const r = document.createRange(); r.selectNodeContents(e.firstChild);"
                         " return r.getClientRects().length }")  # fmt: skip


@pytest.mark.parametrize("width", [1280, 1000, 360])
def test_button_beside_days_off_stands_on_one_line(new_page, sign_in, width):
    profile = CoachProfileFactory()
    DayOffFactory(profile=profile)
    page = new_page(width)
    sign_in(page, profile.person)
    page.goto("/coaching/jadwal-coach/")
    assert lines_of(page.locator("#days-off li button")) == 1


def test_goal_in_the_feedback_form_is_smaller_than_the_heading_above_it(new_page, sign_in, now):
    engagement = CoachingEngagementFactory()
    CoachingGoal.objects.create(engagement=engagement, position=2, statement="Menimbang risiko", sign_of_success="Ada")
    session = CoachingSessionFactory(engagement=engagement, start=now - timedelta(hours=3))
    page = new_page(360)
    sign_in(page, engagement.coach)
    page.goto(session.get_absolute_url())
    sizes = [
        page.locator(place).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        for place in ("#feedback h2", "#feedback legend")
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert lines_of(page.get_by_text("tidak dibahas").first) == 1
