"""A form that saves while one types only ever saves: whatever button has the focus, nobody has pressed it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from coaching.models import RecordVersion, SessionRecord
from tests.factories import CoachingSessionFactory, SessionRecordFactory

from .conftest import posted_scores, seen_by

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AFTER = NINE + timedelta(hours=2)
ROWS = {"steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "0", "steps-0-side": "coachee"}
GROW = {"method": "grow", "goal": "a", "reality": "b", "options": "c", "will": "d", "feedback": "e"}


def _save_by_itself(client, session, route, values):
    url = reverse(f"coaching:{route}", args=[session.pk])
    return client.post(url, values, headers={"HX-Request": "true"})


def test_feedback_saved_while_its_send_button_has_the_focus_stays_a_draft(engagement, client_of, at_now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    at_now.move_to(AFTER)
    client = client_of(engagement.coach)
    values = {**GROW, **ROWS, **posted_scores(), "seen": seen_by(client, session, "feedback"), "send": "1"}
    answer = _save_by_itself(client, session, "session_feedback", values)
    session.refresh_from_db()
    record = SessionRecord.objects.get()
    assert (answer.status_code, session.state, record.will, record.given_at) == (200, "scheduled", "d", None)


@pytest.mark.parametrize("button", ["agree", "object"])
def test_reply_saved_while_its_button_has_the_focus_stays_a_draft(engagement, client_of, at_now, button):
    session = CoachingSessionFactory(engagement=engagement, start=NINE, state="feedback_given")
    SessionRecordFactory(session=session)
    at_now.move_to(AFTER)
    client = client_of(engagement.coachee)
    texts = {"reflection": "Saya mulai dengan agenda", "agree": "on", "objection": "Langkah kedua"}
    values = {**texts, "seen": seen_by(client, session, "reply"), "answer": button}
    answer = _save_by_itself(client, session, "session_reflection", values)
    session.refresh_from_db()
    record = SessionRecord.objects.get()
    assert (answer.status_code, session.state, record.reflection) == (200, "feedback_given", texts["reflection"])
    assert (record.agreed_at, RecordVersion.objects.count()) == (None, 0)
