"""The coach's page open twice: the older one takes nothing back, and keeps what was typed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching import actions
from coaching.models import CoachNote, SessionRecord
from tests.factories import CoachingSessionFactory

from .conftest import seen_by

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
        seen = seen_by(coach, session, "feedback")
        return lambda **typed: coach.post(
            url, {**NO_ROWS, "method": "grow", "goal": "", "note": "", "seen": seen, **typed}
        )

    return open_page


def test_note_written_elsewhere_survives_an_older_page(session, coach, tab):
    older = tab()
    actions.write_note(session=session, note="Penting", by=session.engagement.coach, now=timezone.now())
    answer = older(goal="Rapat")
    assert (answer.status_code, CoachNote.objects.get().text) == (422, "Penting")
    assert answer.context["forms"]["feedback"]["goal"].value() == "Rapat"


def test_page_that_was_refused_as_older_replaces_what_is_stored_when_sent_again(session, coach, tab):
    older, newer = tab(), tab()
    newer(goal="Satu jam kerja")
    again = older(goal="Dua jam kerja").context["forms"]["feedback"]["seen"].value()
    assert (older(goal="Dua jam kerja", seen=again).status_code, SessionRecord.objects.get().goal) == (
        302,
        "Dua jam kerja",
    )


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
