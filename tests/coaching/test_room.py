"""What a session's page says about where it stands."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from coaching.models import CoachingSession
from tests.factories import CoachingSessionFactory
from tests.home.markup import words

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


def page_of(client_of, who, session, when):
    """The session's page at a time, for somebody who has just signed in."""
    with time_machine.travel(when, tick=False):
        return client_of(who).get(session.get_absolute_url())


def steps_of(*where):
    """The row of steps as somebody reads it, one text a step."""
    page = page_of(*where).content.decode()
    row = re.search(r'<ol class="steps">(.*?)</ol>', page, re.DOTALL).group(1)
    return [words(step) for step in re.findall(r"<li.*?</li>", row, re.DOTALL)]


@pytest.mark.parametrize("who", ["coachee", "coach"])
def test_steps_after_a_talk_without_agenda_say_that_there_was_none(session, client_of, who):
    person = getattr(session.engagement, who)
    before = steps_of(client_of, person, session, NINE - HOUR)
    after = steps_of(client_of, person, session, NINE + 2 * HOUR)
    assert before[:3] == ["Jadwal (selesai)", "Agenda coachee", "Percakapan"]
    assert after[:4] == ["Jadwal (selesai)", "Agenda coachee tidak ada", "Percakapan (selesai)", "Umpan balik coach"]


def test_steps_with_an_agenda_say_that_it_is_done(session, client_of):
    CoachingSession.objects.filter(pk=session.pk).update(agenda="Rapat berikutnya")
    steps = steps_of(client_of, session.engagement.coach, session, NINE + 2 * HOUR)
    assert steps[1] == "Agenda coachee (selesai)"


def test_steps_of_a_talk_that_nobody_booked_say_that_nothing_was_planned(engagement, client_of):
    session = CoachingSessionFactory(engagement=engagement, start=NINE, state="held", is_unplanned=True)
    steps = steps_of(client_of, engagement.coachee, session, NINE + 2 * HOUR)
    assert steps[:3] == ["Jadwal tidak ada", "Agenda coachee tidak ada", "Percakapan (selesai)"]


def test_agenda_of_a_talk_that_is_over_is_read_and_not_written(session, client_of):
    page = page_of(client_of, session.engagement.coachee, session, NINE + HOUR)
    assert page.context["page"].parts == []


@pytest.mark.parametrize(("when", "is_ahead"), [(NINE - HOUR, True), (NINE + HOUR, False)], ids=["ahead", "over"])
def test_session_that_has_begun_is_no_longer_called_scheduled_or_put_into_calendars(session, client_of, when, is_ahead):
    page = page_of(client_of, session.engagement.coach, session, when).content.decode()
    assert ("Dijadwalkan" in page, "kalender.ics" in page) == (is_ahead, is_ahead)
