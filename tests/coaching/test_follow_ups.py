"""Follow-ups where they are shown: each says its state once."""

import re
from datetime import date, timedelta

import pytest

from coaching.models import CoachingSession
from tests.factories import CoachingSessionFactory, FollowUpFactory, SessionRecordFactory
from tests.home.markup import words


@pytest.fixture
def session(engagement, now):
    session = CoachingSessionFactory(
        engagement=engagement, start=now - timedelta(days=7), state=CoachingSession.State.AGREED
    )
    SessionRecordFactory(session=session, given_at=now, agreed_at=now)
    return session


def line_for(client_of, who, session):
    page = client_of(who).get(session.engagement.get_absolute_url()).content.decode()
    shown = re.search(r'id="follow-ups".*?<li class="coaching">(.*?)</li>', page, re.DOTALL).group(1)
    return words(shown)


@pytest.mark.parametrize(
    ("done", "due", "to_coachee", "to_coach"),
    [
        (True, date(2026, 11, 27), "27 November selesai", "27 November · selesai Buka lagi"),
        (False, date(2026, 11, 27), "27 November belum selesai", "27 November Tandai selesai"),
        (False, date(2026, 11, 20), "20 November · terlambat 4 hari", "20 November · terlambat 4 hari Tandai selesai"),
    ],
    ids=["done", "open", "late"],
)
def test_follow_up_says_its_state_once(session, client_of, at_now, now, done, due, to_coachee, to_coach):
    FollowUpFactory(session=session, side="coach", what="Kirim contoh", due=due, done_at=now if done else None)
    ask, give = (line_for(client_of, who, session) for who in (session.engagement.coachee, session.engagement.coach))
    start = "Kirim contoh Coach · Jumat, "
    assert (ask, give) == (f"{start}{to_coachee}", f"{start}{to_coach} : Kirim contoh")
