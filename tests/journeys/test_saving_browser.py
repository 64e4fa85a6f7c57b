"""A form that saves itself, when its button is pressed while a save is on its way and the reader comes back later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import CoachingSessionFactory

PRESS_WHILE_SAVING = """() => document.addEventListener(
    "htmx:beforeSend", () => setTimeout(() => document.querySelector("#agenda button").click()), { once: true }
)"""
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session():
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    return CoachingSessionFactory(start=start, end=start + timedelta(hours=1))


def test_form_whose_button_waited_saves_again_after_coming_back(page, sign_in, session):
    """The page as the browser's history keeps it: it was left by its button, and shown again without being loaded."""
    sign_in(page, session.engagement.coachee)
    page.goto(session.get_absolute_url())
    field, sent = page.locator("#agenda textarea"), []

    def answer(route):
        sent.append("by itself" if "hx-request" in route.request.headers else "by the button")
        route.fulfill(status=204)

    page.route("**/agenda/", answer)
    page.evaluate(PRESS_WHILE_SAVING)
    field.fill("Rapat")
    page.wait_for_timeout(2500)
    assert sent == ["by itself", "by the button"]
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    field.fill("Rapat lintas unit")
    page.wait_for_timeout(2500)
    assert sent == ["by itself", "by the button", "by itself"]
