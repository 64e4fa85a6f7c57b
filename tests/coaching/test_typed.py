"""What was typed when the sign-in had ended: its writer gets it back, nobody else at the same browser."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from bkn_portal.core.typed import kept, writer_token
from coaching.models import CoachingSession
from coaching.queries import agenda_version
from tests.factories import CoachingSessionFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def session(engagement, at_now):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


@pytest.fixture
def browser(session):
    """The coachee's sign-in ended while an agenda was typed."""
    client, coachee = Client(), session.engagement.coachee
    typed = {"agenda": "Ketikan rahasia", "seen": agenda_version(""), "writer": writer_token(coachee.pk)}
    client.post(reverse("coaching:session_agenda", args=[session.pk]), typed)
    return client


def shown(browser, session):
    """Whether the session's page says that the text is back, and shows it."""
    page = browser.get(session.get_absolute_url())
    return page.context["is_restored"], "Ketikan rahasia" in page.content.decode()


def test_text_typed_when_the_sign_in_had_ended_comes_back_and_is_not_saved_by_itself(session, browser):
    browser.force_login(session.engagement.coachee)
    assert shown(browser, session) == (True, True)
    assert CoachingSession.objects.get().agenda == ""


def test_text_of_one_person_is_shown_to_nobody_else_at_the_same_browser(session, browser):
    assert "Ketikan" not in str(dict(browser.session))
    browser.force_login(session.engagement.coach)
    assert shown(browser, session) == (False, False)
    path, people = reverse("coaching:session_agenda", args=[session.pk]), session.engagement
    requests = [SimpleNamespace(session=browser.session, user=user) for user in (people.coach, people.coachee)]
    assert [kept(request, path) is None for request in requests] == [True, False]


def test_text_is_gone_once_another_person_has_signed_in_between(session, browser):
    browser.force_login(session.engagement.coach)
    browser.force_login(session.engagement.coachee)
    assert shown(browser, session) == (False, False)


def test_text_under_a_name_that_nobody_signed_is_not_kept(session):
    client, coachee = Client(), session.engagement.coachee
    typed = {"agenda": "Ketikan rahasia", "seen": agenda_version(""), "writer": str(coachee.pk)}
    client.post(reverse("coaching:session_agenda", args=[session.pk]), typed)
    client.force_login(coachee)
    assert shown(client, session) == (False, False)
