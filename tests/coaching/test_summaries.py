"""The summary of a refused form: there once, with the name of what is wrong, without repeating what was sent."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from coaching.models import CoachingGoal, CoachingSession
from coaching.queries import record_version
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, CoachProfileFactory
from tests.home.markup import words

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
SECOND = "Menimbang risiko sebelum mengusulkan"


@pytest.fixture
def goals(engagement):
    """Two of them."""
    CoachingGoal.objects.create(engagement=engagement, position=2, statement=SECOND, sign_of_success="Tabel risiko")
    return list(engagement.goals.all())


def summaries(answer):
    """Each summary's lines as one reads them."""
    boxes = re.findall(r"data-portal-errors>(.*?)</ul>", answer.content.decode(), re.DOTALL)
    return [[words(line).replace(" :", ":") for line in re.findall(r"<li>.*?</li>", box, re.DOTALL)] for box in boxes]


def test_planning_a_group_with_wrong_choices_has_one_summary_without_what_was_sent(engagement, client_of, at_now):
    other = CoachingEngagementFactory(coach=engagement.coach)
    wrong = {"theme": engagement.theme_id, "coachee": [engagement.pk, other.pk], "minutes": "777"}
    answer = client_of(engagement.coach).get(reverse("coaching:group_create"), wrong)
    assert summaries(answer) == [["Berapa lama?: Pilih salah satu dari daftar."]]


def test_wrong_hours_have_one_summary(db, client_of, at_now):
    client = client_of(CoachProfileFactory().person)
    wrong = {"session_minutes": "777", "notice_hours": "1", "break_minutes": "0", "hours_0_start": "09:00"}
    answer = client.post(reverse("coaching:coach_hours"), {**wrong, "seen": "x"})
    lines = ["Lama sesi: Pilih salah satu dari daftar.", "Jam mingguan: Senin: isi kedua jamnya, misalnya 09:00."]
    assert [sorted(found) for found in summaries(answer)] == [sorted(lines)]


def test_sheet_of_feedback_names_record_goals_and_follow_ups_in_one_summary(engagement, goals, client_of):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    with time_machine.travel(NINE + timedelta(hours=2), tick=False):
        rows = {"steps-TOTAL_FORMS": "2", "steps-INITIAL_FORMS": "0", "steps-1-what": "Latih", "steps-1-side": "x"}
        sheet = {"method": "grow", "goal": "a", "will": "b", f"score_{goals[0].pk}": "9", "send": "1", **rows}
        seen = record_version(None, [], "", [])
        url = reverse("coaching:session_feedback", args=[session.pk])
        answer = client_of(engagement.coach).post(url, {**sheet, "seen": seen})
    assert summaries(answer) == [
        [
            "Umpan balik untuk coachee: Mohon diisi.",
            "Memimpin rapat lintas unit: Pilih salah satu dari daftar.",
            f"{SECOND}: Pilih skor.",
            "Tindak lanjut 2, Oleh: Pilih salah satu dari daftar.",
            "Tindak lanjut 2, Tenggat: Mohon diisi.",
        ]
    ]


def test_closing_names_the_goal_on_each_line(engagement, goals, client_of, at_now, now):
    CoachingSessionFactory(engagement=engagement, start=now - timedelta(days=3), state=CoachingSession.State.AGREED)
    answer = client_of(engagement.coachee).post(reverse("coaching:engagement_complete", args=[engagement.pk]), {})
    assert summaries(answer) == [
        [
            "Memimpin rapat lintas unit – Capaian sasaran: Mohon diisi.",
            "Memimpin rapat lintas unit – Bukti: Mohon diisi.",
            f"{SECOND} – Capaian sasaran: Mohon diisi.",
            f"{SECOND} – Bukti: Mohon diisi.",
        ]
    ]


def test_evaluation_names_each_question_without_its_full_stop(db, client_of, at_now):
    ended = CoachingEngagementFactory(state="completed")
    answer = client_of(ended.coach).post(reverse("coaching:evaluation", args=[ended.pk]), {})
    questions = ("Coachee datang dengan persiapan", "Waktu untuk percakapan mencukupi", "Portal memudahkan coaching")
    assert summaries(answer) == [[f"{question}: Mohon diisi." for question in questions]]
