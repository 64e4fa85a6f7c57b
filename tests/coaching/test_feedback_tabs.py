"""The coach's page open twice: the older one takes nothing back, and keeps what was typed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from coaching.models import CoachNote, SessionRecord
from tests.factories import CoachingSessionFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
NO_ROWS = {"steps-TOTAL_FORMS": 0, "steps-INITIAL_FORMS": 0, "reality": "", "options": "", "will": "", "feedback": ""}


@pytest.fixture
def session(engagement, at_now):
    at_now.move_to(NINE + timedelta(hours=2))
    return CoachingSessionFactory(engagement=engagement, start=NINE)


@pytest.fixture
def coach(session, client_of):
    return client_of(session.engagement.coach)


@pytest.fixture
def tab(session, coach):
    """`tab()` opens the page; what it gives saves it: `save(goal="…", note="…")`."""
    url = reverse("coaching:session_feedback", args=[session.pk])

    def open_page():
        seen = coach.get(url).context["form"]["seen"].value()
        return lambda **typed: coach.post(url, {**NO_ROWS, "goal": "", "note": "", "seen": seen, **typed})

    return open_page


def test_note_written_elsewhere_survives_an_older_page(session, coach, tab):
    older = tab()
    coach.post(reverse("coaching:session_note", args=[session.pk]), {"note": "Penting"})
    answer = older(goal="Rapat")
    assert (answer.status_code, CoachNote.objects.get().text) == (422, "Penting")
    assert answer.context["form"]["goal"].value() == "Rapat"


def test_draft_of_an_older_page_does_not_replace_a_newer_one(session, tab):
    older, newer = tab(), tab()
    assert newer(goal="Satu jam kerja").status_code == 302
    assert (older(goal="").status_code, SessionRecord.objects.get().goal) == (422, "Satu jam kerja")


def test_draft_of_a_page_opened_again_is_kept(session, tab):
    tab()(goal="Satu", note="A")
    assert tab()(goal="Dua", note="").status_code == 302
    assert (SessionRecord.objects.get().goal, CoachNote.objects.count()) == ("Dua", 0)


def test_page_without_its_version_changes_nothing(session, tab):
    assert (tab()(goal="Satu", seen="").status_code, SessionRecord.objects.count()) == (422, 0)
