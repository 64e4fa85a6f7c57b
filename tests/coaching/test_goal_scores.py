"""A session scores the goals that were discussed; the drawing shows each of them from the start on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from bkn_portal.core.errors import DomainError
from bkn_portal.worklist.queries import worklist_for
from coaching import actions
from coaching.forms.score import GoalScoresForm
from coaching.models import CoachingEngagement, CoachingGoal, CoachingSession, GoalScore, SessionRecord
from coaching.queries import engagement_page, last_scores, record_version
from tests.factories import CoachingSessionFactory, SessionRecordFactory

from .conftest import full_feedback, posted_scores

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AFTER = NINE + timedelta(hours=2)
THIRD = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
DUE = NINE.date()
FORM = {"method": "grow", "goal": "a", "will": "b", "feedback": "c", "steps-TOTAL_FORMS": 0, "steps-INITIAL_FORMS": 0,
        "seen": record_version(None, [], "", []), "send": "1"}  # fmt: skip


def _goal(engagement, position):
    words = {"statement": f"Sasaran {position}", "sign_of_success": "Terlihat"}
    return CoachingGoal.objects.create(engagement=engagement, position=position, **words)


@pytest.fixture
def goals(engagement):
    """Three goals of `engagement`."""
    for position in (2, 3):
        _goal(engagement, position)
    return list(CoachingGoal.objects.all())


def test_start_score_that_is_not_known_is_no_zero(request_of, now):
    goals = [request_of.goal, *(_goal(request_of, position) for position in (2, 3))]
    scores = {goals[0].pk: None, goals[1].pk: 0}
    actions.accept_request(engagement=request_of, by=request_of.coach, now=now, start_scores=scores)
    assert list(request_of.goals.values_list("start_score", flat=True)) == [-1, 0, -1]
    lines = engagement_page(CoachingEngagement.objects.get(), request_of.coachee, now=now).goals
    assert [[point.score for point in line.points] for line in lines] == [[-1], [0], [-1]]


@pytest.fixture
def session(engagement, goals):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


def _given(engagement, day, scores):
    """A session of that day whose record gives the goals these scores."""
    start = THIRD + timedelta(days=day)
    session = CoachingSessionFactory(engagement=engagement, start=start, state=CoachingSession.State.AGREED)
    SessionRecordFactory(session=session).session.scores.all().delete()
    for goal, score in scores.items():
        GoalScore.objects.create(session=session, goal=goal, score=score)
    return session


def _give(session, scores):
    feedback = full_feedback(DUE, scores={goal.pk: score for goal, score in scores.items()})
    actions.give_feedback(session=session, feedback=feedback, by=session.engagement.coach, now=AFTER)


def test_feedback_keeps_a_score_for_each_goal_and_that_one_was_not_discussed(session, goals):
    _give(session, dict(zip(goals, (1, None, -2), strict=True)))
    assert list(session.scores.values_list("goal__position", "score")) == [(1, 1), (2, None), (3, -2)]


@pytest.mark.parametrize("told", [(1, 0), (None, None, None)], ids=["one forgotten", "none discussed"])
def test_feedback_that_forgets_a_goal_or_discussed_none_is_refused(session, goals, told):
    with pytest.raises(DomainError, match="skor untuk setiap sasaran"):
        _give(session, dict(zip(goals, told, strict=False)))
    assert (SessionRecord.objects.count(), GoalScore.objects.count()) == (0, 0)


def test_feedback_draft_saved_again_replaces_its_scores(session, goals):
    for scores in ({goals[0].pk: 1}, {goals[1].pk: None}):
        draft = full_feedback(DUE, scores=scores)
        actions.save_feedback_draft(session=session, feedback=draft, by=session.engagement.coach, now=AFTER)
    assert list(session.scores.values_list("goal__position", "score")) == [(2, None)]


def test_feedback_with_a_goal_of_another_coaching_leaves_it_alone(session, goals):
    other = CoachingGoal.objects.exclude(engagement=session.engagement).first()
    assert other is None
    foreign = CoachingSessionFactory().engagement.goal
    _give(session, {**dict.fromkeys(goals, 0), foreign: 2})
    assert set(session.scores.values_list("goal", flat=True)) == {goal.pk for goal in goals}


def test_feedback_page_asks_for_each_goal_that_stands(session, goals, client_of, at_now):
    at_now.move_to(AFTER)
    CoachingGoal.objects.filter(position=3).update(closed_at=AFTER)
    page = client_of(session.engagement.coach).get(session.get_absolute_url())
    assert [goal.position for goal, _field in page.context["forms"]["feedback"].scores.parts] == [1, 2]


@pytest.mark.parametrize("score", ["", "7", "x"])
def test_feedback_with_a_wrong_score_is_refused_and_names_the_goal(session, goals, client_of, at_now, score):
    at_now.move_to(AFTER)
    values = {**FORM, **posted_scores("1"), f"score_{goals[1].pk}": score}
    answer = client_of(session.engagement.coach).post(reverse("coaching:session_feedback", args=[session.pk]), values)
    assert (answer.status_code, GoalScore.objects.count()) == (422, 0)
    assert f'<a href="#id_score_{goals[1].pk}_0">Sasaran 2</a>' in answer.content.decode()


def test_feedback_that_discussed_no_goal_is_explained(session, goals, client_of, at_now):
    at_now.move_to(AFTER)
    values = {**FORM, **posted_scores("none")}
    answer = client_of(session.engagement.coach).post(reverse("coaching:session_feedback", args=[session.pk]), values)
    assert (answer.status_code, "setidaknya satu sasaran" in answer.content.decode()) == (422, True)


def test_scores_of_a_draft_stay_with_the_coach(session, goals, client_of, at_now):
    at_now.move_to(AFTER)
    draft = full_feedback(DUE, scores={goals[0].pk: 2})
    actions.save_feedback_draft(session=session, feedback=draft, by=session.engagement.coach, now=AFTER)
    page = engagement_page(session.engagement, session.engagement.coachee, now=AFTER)
    detail = client_of(session.engagement.coachee).get(session.get_absolute_url())
    assert ([len(line.points) for line in page.goals], detail.context["page"].scores) == ([1, 1, 1], [])
    assert last_scores(session.engagement)[goals[0].pk] == -1


def test_drawing_of_a_goal_leaves_out_what_was_not_discussed(engagement, goals):
    for day, score in enumerate((0, None, 2)):
        _given(engagement, day, {goals[0]: 1, goals[1]: score})
    lines = engagement_page(engagement, engagement.coach, now=AFTER).goals
    assert [(point.label, point.score) for point in lines[1].points] == [(None, -1), (1, 0), (2, None), (3, 2)]
    assert lines[1].line == "44,96 106,70 230,18"
    assert [len(line.points) for line in lines] == [4, 4, 1]


def test_drawing_stands_beside_a_table_in_words(engagement, goals, client_of, at_now):
    _given(engagement, 0, {goals[0]: 2, goals[1]: None})
    text = client_of(engagement.coachee).get(engagement.get_absolute_url()).content.decode()
    rows = ["<td>+2</td><td>jauh melampaui yang disepakati</td>", "<td></td><td>tidak dibahas</td>"]
    assert [row for row in rows if row not in text] == []


def test_correction_of_an_old_record_keeps_the_score_of_a_goal_withdrawn_since(engagement, goals):
    session = _given(engagement, 0, dict.fromkeys(goals, 0))
    CoachingGoal.objects.filter(position=3).update(closed_at=AFTER)
    CoachingSession.objects.filter(pk=session.pk).update(state=CoachingSession.State.HELD)
    session.refresh_from_db()
    _give(session, dict.fromkeys(goals, 1))
    assert list(session.scores.values_list("goal__position", "score")) == [(1, 1), (2, 1), (3, 1)]


def test_developments_name_each_goal_with_its_latest_score(engagement, goals):
    _given(engagement, 0, dict(zip(goals, (1, None, -2), strict=True)))
    found = [(item.title, item.progress) for item in worklist_for(engagement.coachee, AFTER).developments]
    assert sorted(found) == [
        ("Memimpin rapat lintas unit", "1 dari 4 sesi · skala capaian +1"),
        ("Sasaran 2", "1 dari 4 sesi · skala capaian −1"),
        ("Sasaran 3", "1 dari 4 sesi · skala capaian −2"),
    ]
    assert worklist_for(engagement.coach, AFTER).developments == []


def test_closing_asks_for_each_goal_that_stands_and_keeps_what_shows_it(engagement, goals, client_of, at_now):
    _given(engagement, 0, dict.fromkeys(goals[:2], 1))
    CoachingGoal.objects.filter(position=3).update(closed_at=AFTER)
    told = {f"{name}_{goal.pk}": text for goal in goals[:2] for name, text in
            (("score", "1"), ("evidence", "Rapat selesai"), ("shown_by", f"Notula {goal.position}"))}  # fmt: skip
    answer = client_of(engagement.coachee).post(reverse("coaching:engagement_complete", args=[engagement.pk]), told)
    assert CoachingEngagement.objects.get().state == "completed"
    text = client_of(engagement.coach).get(answer["Location"]).content.decode()
    assert [word for word in ("Notula 1", "Notula 2", "Sasaran 2") if word not in text] == []
    assert "Sasaran 3" not in text


def test_each_goal_is_named_once_by_the_fieldset_of_its_scores(goals):
    html = render_to_string("coaching/_goal_scores.html", {"form": GoalScoresForm(goals=goals)})
    explained = re.findall(r'<fieldset[^>]* aria-describedby="([^"]+)"', html)
    assert (re.findall(r' id="([^"]+_sign)"', html), len(explained)) == (explained, 3)
    assert re.findall(r'role="radiogroup"|aria-label\w*', html) == []
    assert re.findall(r"<legend[^>]*>([^<]+)</legend>", html) == [goal.statement for goal in goals]
