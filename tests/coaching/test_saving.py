"""What saves while one types: each save answers with the version it left, so that two windows get one truth."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from coaching import actions
from coaching.models import CoachingSession
from coaching.queries import agenda_version
from tests.factories import CoachingSessionFactory

from .conftest import full_feedback, seen_by

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AFTER = NINE + timedelta(hours=2)
DUE = datetime(2026, 12, 2, tzinfo=UTC).date()
HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


def test_agenda_saved_is_the_version_that_the_page_shows_next(session, client_of, at_now, now):
    coachee = session.engagement.coachee
    saved = actions.write_agenda(session=session, agenda="Rapat", by=coachee, now=now)
    assert saved == seen_by(client_of(coachee), session, "agenda")


def test_draft_of_the_record_saved_is_the_version_that_the_page_shows_next(session, client_of, at_now):
    at_now.move_to(AFTER)
    coach = session.engagement.coach
    saved = actions.save_feedback_draft(session=session, feedback=full_feedback(DUE), by=coach, now=AFTER)
    assert saved == seen_by(client_of(coach), session, "feedback")


@pytest.mark.parametrize("note", ["Ia lebih yakin", " "])
def test_note_saved_is_the_version_that_the_page_shows_next(session, client_of, at_now, now, note):
    coach = session.engagement.coach
    saved = actions.write_note(session=session, note=note, by=coach, now=now)
    assert saved == seen_by(client_of(coach), session, "note")


def test_draft_of_the_reply_saved_is_the_version_that_the_page_shows_next(session, client_of, at_now):
    at_now.move_to(AFTER)
    people = session.engagement
    actions.give_feedback(session=session, feedback=full_feedback(DUE), by=people.coach, now=AFTER)
    draft = {"reflection": "Lebih singkat", "objection": ""}
    saved = actions.save_reply_draft(session=session, by=people.coachee, now=AFTER, **draft)
    assert saved == seen_by(client_of(people.coachee), session, "reply")


def test_save_right_before_another_windows_answers_with_its_own_version(session, client_of, at_now, now):
    client = client_of(session.engagement.coachee)
    actions.write_agenda(session=session, agenda="Mula-mula", by=session.engagement.coachee, now=now)
    values = {"agenda": "Jendela ini", "seen": seen_by(client, session, "agenda")}

    def another_window(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.startswith("RELEASE SAVEPOINT"):
            CoachingSession.objects.filter(pk=session.pk).update(agenda="Jendela lain")
        return done

    with connection.execute_wrapper(another_window):
        answer = client.post(reverse("coaching:session_agenda", args=[session.pk]), values, headers=HTMX)
    assert answer.context["seen"] == agenda_version("Jendela ini")
    late = {"agenda": "Jendela ini, lagi", "seen": answer.context["seen"]}
    codes = client.post(reverse("coaching:session_agenda", args=[session.pk]), late, headers=HTMX).status_code
    assert (codes, CoachingSession.objects.get().agenda) == (422, "Jendela lain")
