"""The coach's private note from two windows at once, alone and with the record: the later one is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from coaching import actions
from coaching.actions.seen import NewerText
from coaching.models import CoachingSession, CoachNote
from coaching.queries import note_version, record_version
from tests.factories import CoachingSessionFactory

from .conftest import full_feedback

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AFTER = NINE + timedelta(hours=2)


@pytest.fixture
def save():
    """`save(actions.…)`: as a window of its own does, with what it read."""
    made = CoachingSessionFactory(start=NINE)

    def one(action, **values):
        session = CoachingSession.objects.with_people().get(pk=made.pk)
        action(session=session, by=session.engagement.coach, now=AFTER, **values)

    return one


@pytest.fixture
def windows(save):
    """The note's own window, and the record's."""
    draft = full_feedback(AFTER.date(), note="Dari rekaman", seen=record_version(None, [], "", []))
    note = {"note": "Dari catatan", "seen": note_version("")}
    return [
        lambda: save(actions.write_note, **note),
        lambda: save(actions.save_feedback_draft, feedback=draft),
    ]


@pytest.mark.parametrize(("first", "kept"), [(0, "Dari catatan"), (1, "Dari rekaman")])
def test_note_written_while_the_other_window_saves_is_not_overwritten(windows, meanwhile, first, kept):
    with transaction.atomic():
        windows[first]()
        late = meanwhile(windows[1 - first])
    with pytest.raises(NewerText):
        late.result(timeout=20)
    assert CoachNote.objects.get().text == kept
