"""A session online whose link is still missing: everybody is told, and the coach adds it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from bkn_portal.notifications.actions import sweep
from bkn_portal.worklist.queries import worklist_for
from coaching.models import CoachingSession, GroupSession, SessionMode
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, group_of
from tests.home.markup import words

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LINK = "https://rapat.example/abc"
MISSING = "tautannya belum ada"


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=NINE, mode=SessionMode.ONLINE)


@pytest.fixture
def group(engagement):
    other = CoachingEngagementFactory(coach=engagement.coach)
    group = group_of(engagement, other, start=NINE)
    GroupSession.objects.update(mode=SessionMode.ONLINE)
    CoachingSession.objects.update(mode=SessionMode.ONLINE)
    group.refresh_from_db()
    return group


def text_for(client_of, who, page):
    return words(client_of(who).get(page).content.decode())


def links_to_add(employee, now):
    return [todo.url for todo in worklist_for(employee, now).todos if "tautan" in todo.title]


def test_session_online_without_a_link_says_so_to_both(session, client_of, at_now):
    engagement = session.engagement
    coachee = text_for(client_of, engagement.coachee, session.get_absolute_url())
    coach = text_for(client_of, engagement.coach, session.get_absolute_url())
    assert f"Daring · {MISSING} Coach menambahkannya sebelum sesi." in coachee
    assert f"Daring · {MISSING} Tambahkan tautan" in coach
    assert f"daring, {MISSING}" in text_for(client_of, engagement.coachee, engagement.get_absolute_url())


@pytest.mark.parametrize(
    "changes", [{"place": LINK}, {"place": "lewat grup"}, {"mode": "in_person"}, {"state": "cancelled"}]
)
def test_session_with_a_place_or_in_person_misses_no_link(session, client_of, at_now, changes):
    CoachingSession.objects.update(**changes)
    assert MISSING not in text_for(client_of, session.engagement.coachee, session.get_absolute_url())


def test_coach_adds_the_link_without_a_reason_and_the_coachee_is_told(session, client_of, at_now):
    page = client_of(session.engagement.coach)
    values = {"start": NINE.isoformat(), "mode": "online", "place": LINK, "reason": "", "sequence": "0"}
    assert page.post(reverse("coaching:session_move", args=[session.pk]), values).status_code == 302
    session.refresh_from_db()
    assert (session.place, session.start, session.awaits_link) == (LINK, NINE, False)
    assert session.engagement.coachee.reminders.filter(kind="coaching.session_moved").count() == 1


def test_coach_adds_the_link_of_a_group_for_all(group, client_of, at_now):
    coach = client_of(group.coach)
    assert MISSING in words(coach.get(group.get_absolute_url()).content.decode())
    values = {"start": NINE.isoformat(), "mode": "online", "place": LINK, "reason": "", "sequence": "0"}
    assert coach.post(reverse("coaching:group_move", args=[group.pk]), values).status_code == 302
    assert set(CoachingSession.objects.values_list("place", flat=True)) == {LINK}


def test_coach_has_it_to_do_from_a_day_before(session, now):
    coach, coachee = session.engagement.coach, session.engagement.coachee
    page = reverse("coaching:session_move", args=[session.pk]) + "#id_place"
    assert links_to_add(coach, NINE - DAY - timedelta(minutes=1)) == []
    assert links_to_add(coach, NINE - DAY) == [page]
    assert links_to_add(coach, NINE) == []
    assert links_to_add(coachee, NINE - DAY) == []


def test_coach_of_a_group_has_it_to_do_once(group):
    assert links_to_add(group.coach, NINE - DAY) == [reverse("coaching:group_move", args=[group.pk]) + "#id_place"]


def test_mail_about_tomorrow_says_that_the_link_is_missing(session):
    evening = NINE - timedelta(hours=20)
    with time_machine.travel(evening, tick=False):
        sweep(evening)
    about = [message for message in mail.outbox if "besok" in message.subject]
    assert [MISSING in message.body for message in about] == [True, True]
    assert [MISSING in message.alternatives[0].content for message in about] == [True, True]
