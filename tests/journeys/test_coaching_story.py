"""The coaching story from request to JP, by the test client: as it works without JavaScript."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from bkn_portal.bookings.models import Booking
from bkn_portal.hours.queries import year_summary
from bkn_portal.notifications.actions import sweep
from bkn_portal.worklist.queries import agenda_for, todos_for, worklist_for
from coaching.models import CoachingEngagement, CoachingSession
from tests.coaching.conftest import posted_scores
from tests.factories import CoachProfileFactory, EmployeeFactory

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SLOT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
AFTER = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
GROW = {
    "method": "grow",
    "goal": "Menutup rapat",
    "reality": "Tanpa notulen",
    "options": "Lembar keputusan",
    "will": "Pakai lembar",
}
STEPS = {
    "steps-TOTAL_FORMS": 2,
    "steps-INITIAL_FORMS": 0,
    "steps-0-what": "Pakai lembar keputusan",
    "steps-0-side": "coachee",
    "steps-0-due": "2026-12-02",
    "steps-1-side": "coachee",
}


@pytest.fixture
def coachee(db):
    return EmployeeFactory(name="Ratna Sari")


@pytest.fixture
def coach(db):
    return CoachProfileFactory(person__name="Budi Hartono", place="Ruang Rapat Lt. 4").person


def _client(employee):
    client = Client()
    client.force_login(employee)
    return client


def _titles(employee, now):
    return [todo.title for todo in todos_for(employee, now)]


def test_coaching_story_from_request_to_jp(coachee, coach):
    with time_machine.travel(TUESDAY, tick=False):
        engagement = _request_and_accept(coachee, coach)
        session = _book_and_prepare(engagement, coachee, coach)
    with time_machine.travel(AFTER, tick=False):
        _give_feedback(session, coachee, coach)
        _reflect(session, coachee)
    summary = year_summary(coachee, on=AFTER.date())
    assert (summary.by_pillar["coaching"], summary.entries[0].title) == (2, "Sesi coaching")
    assert [item.percent for item in worklist_for(coachee, AFTER).developments] == [25]


def _request_and_accept(coachee, coach):
    page = reverse("coaching:engagement_request", args=[coach.pk])
    assert page in _client(coachee).get(reverse("coaching:overview")).content.decode()
    request = {"theme": "team", "statement": "Memimpin rapat", "sign_of_success": "Ada keputusan"}
    assert _client(coachee).post(page, request).status_code == 302
    engagement = CoachingEngagement.objects.get()
    assert _titles(coach, TUESDAY) == ["Jawab permintaan coaching"]
    answer = reverse("coaching:engagement_answer", args=[engagement.pk])
    book = reverse("coaching:session_book", args=[engagement.pk])
    assert _client(coach).post(answer, posted_scores("-1")).url == book
    assert _titles(coachee, TUESDAY) == ["Jadwalkan sesi coaching berikutnya"]
    return engagement


def _book_and_prepare(engagement, coachee, coach):
    book = reverse("coaching:session_book", args=[engagement.pk])
    assert f'value="{SLOT.isoformat()}"' in _client(coachee).get(book).content.decode()
    place = {"start": SLOT.isoformat(), "mode": "in_person", "place": "Ruang Rapat Lt. 4"}
    assert _client(coachee).post(book, place).status_code == 302
    session = CoachingSession.objects.get()
    assert sorted(Booking.objects.values_list("person", flat=True)) == sorted([coachee.pk, coach.pk])
    assert [item.start for item in agenda_for(coach, TUESDAY)] == [SLOT]
    assert _titles(coachee, TUESDAY) == ["Siapkan agenda sesi coaching ke-1"]
    agenda = reverse("coaching:session_agenda", args=[session.pk])
    written = {"agenda": "Menutup rapat hari Kamis", "seen": _seen(coachee, session, "agenda")}
    assert _client(coachee).post(agenda, written).status_code == 302
    sweep(TUESDAY)
    assert [message.to for message in mail.outbox if "besok" in message.subject] == [[coachee.email], [coach.email]]
    return session


def _seen(person, session, part):
    """Which text the part of the session's page shows."""
    return _client(person).get(session.get_absolute_url()).context["forms"][part]["seen"].value()


def _give_feedback(session, coachee, coach):
    page = reverse("coaching:session_feedback", args=[session.pk])
    assert "Menutup rapat hari Kamis" in _client(coach).get(page, follow=True).content.decode()
    draft = {**GROW, **STEPS, "note": "Ia lebih yakin", "more": "1", "seen": _seen(coach, session, "feedback")}
    assert _client(coach).post(page, draft).status_code == 302
    mine = reverse("coaching:session_detail", args=[session.pk])
    assert "Tanpa notulen" not in _client(coachee).get(mine).content.decode()
    seen = _seen(coach, session, "feedback")
    sent = {**GROW, **STEPS, "note": "Ia lebih yakin", "feedback": "Pembukaan jelas", **posted_scores(), "send": "1"}
    sent["seen"] = seen
    assert _client(coach).post(page, sent).status_code == 302
    text = _client(coachee).get(mine).content.decode()
    assert ("Tanpa notulen" in text, "Ia lebih yakin" in text) == (True, False)


def _reflect(session, coachee):
    page = reverse("coaching:session_reflection", args=[session.pk])
    reflected = {"answer": "agree", "reflection": "Saya mulai dengan agenda", "agree": "on"}
    reflected["seen"] = _seen(coachee, session, "reply")
    assert _client(coachee).post(page, reflected).status_code == 302
    again = _client(coachee).post(page, reflected, follow=True)
    assert (again.redirect_chain[0][1], "Saya mulai dengan agenda" in again.content.decode()) == (302, True)
