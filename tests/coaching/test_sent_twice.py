"""A form that is sent twice, by a double click or by going back: the same page, a neutral sentence, one effect."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.notifications.models import Reminder
from coaching.models import CoachingEngagement, CoachingSession, CoachProfile
from coaching.queries import reply_version
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    EmployeeFactory,
    SessionRecordFactory,
    group_of,
)

from .conftest import posted_scores

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
AGAIN = "Ini sudah dilakukan sebelumnya. Tidak ada yang berubah."


def url(route, key):
    return reverse(f"coaching:{route}", args=[key])


def told(answer):
    return [(message.level_tag, str(message)) for message in answer.context["messages"]]


def send_twice(client, address, values):
    """Where both lead; the second does nothing and says so."""
    first = client.post(address, values)
    assert first.status_code == 302, first.content.decode()
    client.get(first.url)  # shows the first message
    before = (Event.objects.count(), Reminder.objects.count(), LedgerEntry.objects.count())
    second = client.post(address, values, follow=True)
    assert (second.redirect_chain[0][0], told(second)) == (first.url, [("info", AGAIN)])
    assert (Event.objects.count(), Reminder.objects.count(), LedgerEntry.objects.count()) == before


@pytest.mark.parametrize("capacity", [1, 3])
def test_acceptance_sent_twice_is_one(request_of, client_of, at_now, capacity):
    CoachProfile.objects.update(capacity=capacity)
    send_twice(client_of(request_of.coach), url("engagement_answer", request_of.pk), posted_scores("-1"))


def test_refusal_sent_twice_is_one(request_of, client_of, at_now):
    values = {"decline": "1", "reason": "Cuti panjang"}
    send_twice(client_of(request_of.coach), url("engagement_answer", request_of.pk), values)


@pytest.mark.parametrize("state", ["proposed", "active", "paused"])
def test_farewell_of_a_coach_sent_twice_is_one(client_of, at_now, state):
    client = client_of(CoachProfileFactory(state=state).person)
    send_twice(client, reverse("coaching:coach_leave"), {"confirm": "1"})
    assert CoachProfile.objects.get().state == "left"
    assert client.get(reverse("coaching:coach_leave")).url == reverse("coaching:coach_profile")


def test_request_sent_twice_is_one(client_of, at_now):
    coach = CoachProfileFactory(capacity=1).person
    ask = {"theme": "team", "statement": "Memimpin rapat", "sign_of_success": "Ada keputusan"}
    send_twice(client_of(EmployeeFactory()), url("engagement_request", coach.pk), ask)
    assert CoachingEngagement.objects.count() == 1


def test_another_request_to_the_same_coach_is_still_refused(client_of, at_now):
    coach, client = CoachProfileFactory().person, client_of(EmployeeFactory())
    ask = {"theme": "team", "statement": "Memimpin rapat", "sign_of_success": "Ada keputusan"}
    client.post(url("engagement_request", coach.pk), ask)
    other = client.post(url("engagement_request", coach.pk), {**ask, "statement": "Menulis telaah"})
    assert (other.status_code, CoachingEngagement.objects.count()) == (422, 1)


@pytest.mark.parametrize("state", ["requested", "active"])
def test_end_sent_twice_is_one(client_of, at_now, state):
    engagement = CoachingEngagementFactory(state=state)
    send_twice(client_of(engagement.coachee), url("engagement_cancel", engagement.pk), {"reason": "Pindah unit"})


def test_cancelling_a_session_twice_is_once(engagement, client_of, at_now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    send_twice(client_of(engagement.coachee), url("session_cancel", session.pk), {"reason": "Sakit"})


def test_noting_a_missed_session_twice_is_once(engagement, client_of, at_now, now):
    session = CoachingSessionFactory(engagement=engagement, start=now - DAY)
    send_twice(client_of(engagement.coach), url("session_no_show", session.pk), {"reason": "Sakit"})


def test_calling_a_group_off_twice_is_once(engagement, client_of, at_now):
    group = group_of(engagement, CoachingEngagementFactory(coach=engagement.coach), start=NINE)
    send_twice(client_of(engagement.coach), url("group_cancel", group.pk), {"reason": "Sakit"})


def test_confirming_an_introduction_twice_is_once(engagement, client_of, at_now, now):
    session = CoachingSessionFactory(engagement=engagement, start=now - DAY, kind="introduction", number=0)
    send_twice(client_of(engagement.coach), url("introduction_close", session.pk), {})


def test_pausing_twice_is_once(client_of, at_now):
    send_twice(client_of(CoachProfileFactory().person), reverse("coaching:coach_state"), {"state": "paused"})


def test_agreement_sent_twice_is_one_and_another_reflection_is_refused(engagement, client_of, now):
    session = CoachingSessionFactory(engagement=engagement, start=now, state=CoachingSession.State.FEEDBACK_GIVEN)
    record = SessionRecordFactory(session=session, given_at=now)
    agree = {"answer": "agree", "reflection": "Saya akan mencoba", "agree": "on", "seen": reply_version(record)}
    with time_machine.travel(now + DAY, tick=False):
        client = client_of(engagement.coachee)
        send_twice(client, url("session_reflection", session.pk), agree)
        other = client.post(url("session_reflection", session.pk), {**agree, "reflection": "Lain lagi"})
    assert (other.status_code, "Lain lagi" in other.content.decode()) == (422, True)


def test_completion_sent_twice_is_one(engagement, client_of, at_now, now):
    CoachingSessionFactory(engagement=engagement, start=now - 3 * DAY, state=CoachingSession.State.AGREED)
    goal = engagement.goal.pk
    values = {f"score_{goal}": "1", f"evidence_{goal}": "Tiga rapat selesai", f"shown_by_{goal}": "", "thanks": ""}
    send_twice(client_of(engagement.coachee), url("engagement_complete", engagement.pk), values)
