"""Evaluations: no key to the giver, batches of five people, and who sees the averages."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from coaching.actions.evaluation import SEALED_LENGTH, Evaluation, _open, evaluate
from coaching.models import CoachingEngagement, EvaluationAnswer, EvaluationMark, EvaluationPool
from coaching.queries.evaluation import overall_summary, summary_for_coach
from coaching.worklist import todos
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, EmployeeFactory

pytestmark = pytest.mark.django_db
COMPLETED = CoachingEngagement.State.COMPLETED
NUL = "a\x00b"


@pytest.fixture
def coach():
    return CoachProfileFactory().person


def _completed(coach, **fields):
    return CoachingEngagementFactory(coach=coach, state=COMPLETED, **fields)


def _give(engagement, *, by=None, first=4, words=""):
    evaluate(engagement=engagement, evaluation=Evaluation(first, 3, 5, words), by=by or engagement.coachee)


def _url(engagement):
    return reverse("coaching:evaluation", args=[engagement.pk])


def test_four_answers_are_sealed_and_show_nothing(coach):
    for number in range(4):
        _give(_completed(coach), words=f"kata {number}")
    assert (EvaluationAnswer.objects.count(), summary_for_coach(coach)) == (0, None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM coaching_evaluationpool")
        stored = cursor.fetchone()[0]
    assert (stored[:5], "kata " in stored) == ("gAAAA", False)


def test_fifth_person_releases_all_answers(coach):
    for number, first in enumerate((1, 2, 4, 5, 5)):
        _give(_completed(coach), first=first, words=f"kata {number}" if number % 2 else "")
    summary = summary_for_coach(coach)
    assert (summary.count, [average.value for average in summary.averages]) == (
        5, [Decimal("3.4"), Decimal("3.0"), Decimal("5.0")],
    )  # fmt: skip
    assert sorted(summary.words) == ["kata 1", "kata 3"]
    assert (_open(EvaluationPool.objects.get().sealed), EvaluationMark.objects.filter(is_waiting=True).count()) == (
        [],
        0,
    )


def test_sixth_answer_waits_for_four_more(coach):
    for _number in range(6):
        _give(_completed(coach), first=5)
    assert (summary_for_coach(coach).count, EvaluationMark.objects.filter(is_waiting=True).count()) == (5, 1)


def test_one_person_with_many_coachings_counts_once(coach):
    faithful = EmployeeFactory()
    for _number in range(5):
        _give(_completed(coach, coachee=faithful))
    assert EvaluationAnswer.objects.count() == 0
    for _number in range(4):
        _give(_completed(coach))
    assert EvaluationAnswer.objects.count() == 9


def test_answers_about_different_coaches_do_not_meet(coach):
    for _number in range(3):
        _give(_completed(coach))
        _give(_completed(CoachProfileFactory().person))
    assert EvaluationAnswer.objects.count() == 0


def test_answers_of_coaches_are_about_nobody_and_come_together():
    for _number in range(5):
        engagement = _completed(CoachProfileFactory().person)
        _give(engagement, by=engagement.coach)
    assert list(EvaluationAnswer.objects.values_list("side", "coach")) == [("coach", None)] * 5
    assert (overall_summary("coach").count, overall_summary("coachee")) == (5, None)


def test_no_stored_answer_has_a_key_to_person_engagement_or_time():
    columns = {field.name: field.get_internal_type() for field in EvaluationAnswer._meta.get_fields()}
    assert columns == {
        "id": "UUIDField", "side": "CharField", "coach": "ForeignKey", "first": "PositiveSmallIntegerField",
        "second": "PositiveSmallIntegerField", "third": "PositiveSmallIntegerField", "words": "TextField",
    }  # fmt: skip
    mark = {field.name for field in EvaluationMark._meta.get_fields()}
    assert mark == {"id", "engagement", "side", "is_waiting"}


def test_order_of_released_answers_is_not_the_order_of_giving(coach):
    """Twenty batches: the chance that shuffling left every first answer first is 1 in 5^20."""
    firsts = set()
    for _batch in range(20):
        EvaluationAnswer.objects.all().delete()
        for number in range(1, 6):
            _give(_completed(coach), first=number)
        firsts.add(EvaluationAnswer.objects.order_by("pk").first().first)
    assert len(firsts) > 1


def test_sealed_list_has_one_length_whatever_was_written(coach):
    lengths = set()
    for words in ("", "x" * 500, "“" * 500, "😀" * 500):
        _give(_completed(coach), words=words)
        lengths.add(len(EvaluationPool.objects.get().sealed))
    assert lengths == {SEALED_LENGTH}


def test_giving_leaves_no_audit_event(coach):
    _give(_completed(coach))
    assert Event.objects.count() == 0


def test_evaluation_twice_is_refused(coach):
    engagement = _completed(coach)
    _give(engagement)
    with pytest.raises(DomainError, match="sudah menilai"):
        _give(engagement)
    assert len(_open(EvaluationPool.objects.get().sealed)) == 1


def test_evaluation_before_the_end_is_stale_and_of_outsiders_denied(engagement, outsiders):
    with pytest.raises(StaleState):
        _give(engagement)
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            _give(engagement, by=outsider)


@pytest.mark.parametrize("change", [{"first": 0}, {"third": 6}, {"side": "coach"}, {"coach": None}])
def test_answer_that_makes_no_sense_is_refused_by_the_database(coach, change):
    values = {"side": "coachee", "coach": coach, "first": 1, "second": 1, "third": 1, **change}
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationAnswer.objects.create(**values)


def test_evaluation_page_of_both_sides_asks_their_own_questions(coach, client_of, at_now):
    engagement = _completed(coach)
    asked = client_of(engagement.coachee).get(_url(engagement)).content.decode()
    of_coach = client_of(coach).get(_url(engagement)).content.decode()
    assert ("mendekatkan saya" in asked, "datang dengan persiapan" in of_coach) == (True, True)


def test_evaluation_in_the_browser_is_given_once(coach, client_of, at_now):
    engagement = _completed(coach)
    client, values = client_of(engagement.coachee), {"first": "5", "second": "4", "third": "3", "words": "Jernih"}
    assert client.post(_url(engagement), values).status_code == 302
    again = client.get(_url(engagement)).content.decode()
    assert ("Jernih" in again, "sudah menilai" in again, client.post(_url(engagement), values).status_code) == (
        False, True, 422,
    )  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"first": ""}, {"second": "6"}, {"third": "x"}, {"words": NUL}, {"words": "x" * 501}]
)
def test_evaluation_with_wrong_input_is_refused(coach, client_of, at_now, change):
    engagement = _completed(coach)
    values = {"first": "5", "second": "4", "third": "3", "words": "Jernih", **change}
    answer = client_of(engagement.coachee).post(_url(engagement), values)
    assert (answer.status_code, EvaluationMark.objects.count()) == (422, 0)


def test_evaluation_of_a_running_coaching_leads_back(engagement, client_of, at_now):
    assert client_of(engagement.coachee).get(_url(engagement))["Location"] == engagement.get_absolute_url()


def test_averages_are_for_hr_and_leadership_without_words(coach, client_of, at_now):
    for _number in range(5):
        _give(_completed(coach), words="Rahasia dapur")
    page = reverse("coaching:evaluation_summary")
    for role in ("is_hr_admin", "is_leader", "is_superuser"):
        text = client_of(EmployeeFactory(**{role: True})).get(page).content.decode()
        assert ("Rahasia dapur" in text, coach.name in text, "4</td>" in text) == (False, False, True)
    for role in ({}, {"is_verifier": True}):
        assert client_of(EmployeeFactory(**role)).get(page).status_code == 403


@pytest.mark.parametrize(("role", "times"), [("is_hr_admin", 1), ("is_leader", 1), ("is_verifier", 0)])
def test_averages_are_linked_from_the_coaching_page_of_who_may_see_them(client_of, at_now, role, times):
    page = client_of(EmployeeFactory(**{role: True})).get(reverse("coaching:overview")).content.decode()
    assert page.count(reverse("coaching:evaluation_summary")) == times


def test_words_are_read_by_the_coach_they_are_about_alone(coach, client_of, at_now):
    for _number in range(5):
        _give(_completed(coach), words="Pertanyaannya jernih")
    page = reverse("coaching:as_coach")
    seen = ["Pertanyaannya jernih" in client_of(who).get(page).content.decode() for who in (coach, EmployeeFactory())]
    assert seen == [True, False]


def test_todo_to_evaluate_stands_until_it_is_given(coach, now):
    engagement = _completed(coach, state_changed_at=now)
    url = _url(engagement)
    waiting = [url in [todo.url for todo in todos(who, now)] for who in (engagement.coachee, coach)]
    _give(engagement)
    after = [url in [todo.url for todo in todos(who, now)] for who in (engagement.coachee, coach)]
    assert (waiting, after) == ([True, True], [False, True])
