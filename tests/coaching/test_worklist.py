"""What coaching puts on beranda."""

from datetime import timedelta

from bkn_portal.worklist.queries import todos_for
from coaching.models import CoachingSession
from tests.factories import CoachingSessionFactory

State = CoachingSession.State


def test_agenda_of_the_next_session_is_asked_beside_a_reflection(engagement, now):
    given = CoachingSessionFactory(engagement=engagement, start=now - timedelta(days=2), state=State.FEEDBACK_GIVEN)
    ahead = CoachingSessionFactory(engagement=engagement, start=now + timedelta(days=1))
    CoachingSessionFactory(engagement=engagement, start=now + timedelta(days=8))
    assert sorted(todo.url for todo in todos_for(engagement.coachee, now)) == [
        f"/coaching/sesi/{given.pk}/refleksi/",
        f"/coaching/sesi/{ahead.pk}/agenda/",
    ]
    assert todos_for(engagement.coach, now) == []


def test_agenda_alone_is_asked_once(engagement, now):
    ahead = CoachingSessionFactory(engagement=engagement, start=now + timedelta(days=1))
    assert [todo.url for todo in todos_for(engagement.coachee, now)] == [f"/coaching/sesi/{ahead.pk}/agenda/"]
