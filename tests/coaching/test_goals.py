"""One to three goals of a coaching: set, changed, withdrawn by either of the two, with what was measured kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.competencies.models import Competency
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.actions import GoalDraft
from coaching.actions.seen import NewerGoal
from coaching.models import CoachingEngagement, CoachingGoal, CoachingSession, GoalScore, GoalWording
from coaching.queries import engagement_page, goal_version
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, SessionRecordFactory

DRAFT = GoalDraft("Menulis telaah yang diputuskan", "Dua telaah disetujui tanpa revisi")
FIRST = "Memimpin rapat lintas unit"
THIRD = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
DUE = date(2027, 3, 31)


@pytest.fixture
def add(engagement, now):
    """`add(by=…)`: one more goal of `engagement`."""

    def one_more(statement=DRAFT.statement, *, by=None, start_score=-2):
        draft = replace(DRAFT, statement=statement)
        by = by or engagement.coachee
        return actions.add_goal(engagement=engagement, draft=draft, start_score=start_score, by=by, now=now)

    return one_more


@pytest.fixture
def scored(engagement):
    """The goal of `engagement`, with a score of +1."""
    session = CoachingSessionFactory(engagement=engagement, start=THIRD, state=CoachingSession.State.AGREED)
    SessionRecordFactory(session=session)
    return engagement.goal


def _url(route, key):
    return reverse(f"coaching:{route}", args=[key])


def _standing():
    return list(CoachingGoal.objects.standing().values_list("position", "statement"))


def test_add_goal_by_either_takes_the_next_place_and_tells_the_other_once_a_day(engagement, add):
    add("Kedua", by=engagement.coach)
    add("Ketiga", by=engagement.coach)
    assert _standing() == [(1, FIRST), (2, "Kedua"), (3, "Ketiga")]
    told = list(Reminder.objects.values_list("kind", "recipient"))
    assert told == [("coaching.goals_changed", engagement.coachee_id)]
    assert list(Event.objects.values_list("kind", "actor_id")) == [("coaching.goal.added", engagement.coach_id)] * 2


def test_add_goal_when_three_stand_is_refused(add):
    add("Kedua")
    add("Ketiga")
    with pytest.raises(DomainError, match="tiga sasaran"):
        add("Keempat")


def test_add_goal_sent_again_stands_once_and_tells_once(engagement, add):
    first, again = add("Kedua"), add("Kedua")
    assert (again, _standing()) == (first, [(1, FIRST), (2, "Kedua")])
    assert (Reminder.objects.count(), Event.objects.filter(kind="coaching.goal.added").count()) == (1, 1)


def test_add_goal_in_the_words_of_one_that_stands_is_refused(add):
    with pytest.raises(DomainError, match="sudah ada"):
        add(FIRST.upper())


def test_add_goal_after_one_was_withdrawn_takes_its_place(engagement, scored, add, now):
    add("Kedua")
    actions.withdraw_goal(goal=scored, reason="Sudah menjadi tugas lain", by=engagement.coach, now=now)
    add("Ketiga")
    assert _standing() == [(1, "Ketiga"), (2, "Kedua")]


@pytest.mark.parametrize("state", [state for state in CoachingEngagement.State if state != "active"])
def test_goals_of_a_coaching_that_is_not_under_way_are_stale(engagement, add, now, state):
    goal = engagement.goal
    CoachingEngagement.objects.update(state=state)
    with pytest.raises(StaleState):
        add()
    with pytest.raises(StaleState):
        actions.change_goal(goal=goal, draft=DRAFT, by=engagement.coach, now=now)
    with pytest.raises(StaleState):
        actions.withdraw_goal(goal=goal, by=engagement.coach, now=now)


def test_goals_by_outsiders_are_denied(engagement, outsiders, add, now):
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            add(by=outsider)
        with pytest.raises(AccessDenied):
            actions.change_goal(goal=engagement.goal, draft=DRAFT, by=outsider, now=now)
        with pytest.raises(AccessDenied):
            actions.withdraw_goal(goal=engagement.goal, by=outsider, now=now)


def test_change_goal_before_its_first_score_changes_everything(engagement, now):
    draft = replace(DRAFT, competency=Competency.objects.first(), target_level=3, due=DUE)
    actions.change_goal(goal=engagement.goal, draft=draft, by=engagement.coachee, now=now)
    goal = CoachingGoal.objects.get()
    assert {name: getattr(goal, name) for name in vars(draft)} == vars(draft)
    assert Event.objects.get().kind == "coaching.goal.changed"


def test_change_goal_to_what_it_is_tells_nobody(engagement, now):
    goal = engagement.goal
    same = GoalDraft(goal.statement, goal.sign_of_success)
    actions.change_goal(goal=goal, draft=same, by=engagement.coachee, now=now)
    assert (Reminder.objects.count(), Event.objects.count()) == (0, 0)


def test_change_goal_that_the_other_one_changed_meanwhile_is_refused(engagement, now):
    goal, seen = engagement.goal, goal_version(engagement.goal)
    actions.change_goal(goal=engagement.goal, draft=replace(DRAFT, due=DUE), by=engagement.coach, now=now, seen=seen)
    late = {"goal": goal, "by": engagement.coachee, "now": now}
    with pytest.raises(NewerGoal, match="sementara itu sudah diubah"):
        actions.change_goal(draft=replace(DRAFT, statement="Lain"), seen=seen, **late)
    assert list(CoachingGoal.objects.values_list("statement", "due")) == [(DRAFT.statement, DUE)]
    actions.change_goal(draft=replace(DRAFT, due=DUE), seen=seen, **late)  # says what is stored: nothing to refuse


@pytest.mark.parametrize("who", ["coachee", "coach"])
def test_change_goal_of_a_record_keeps_what_it_said(scored, now, who):
    change = {"goal": scored, "by": getattr(scored.engagement, who)}
    old = (scored.statement, scored.sign_of_success)
    actions.change_goal(draft=GoalDraft(*old, due=DUE), now=now, **change)
    assert (GoalWording.objects.count(), CoachingGoal.objects.get().due) == (0, DUE)
    actions.change_goal(draft=DRAFT, now=now + timedelta(days=1), **change)
    kept = list(GoalWording.objects.values_list("statement", "sign_of_success", "replaced_at"))
    assert (kept, CoachingGoal.objects.get().statement) == ([(*old, now + timedelta(days=1))], DRAFT.statement)
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["coaching.goal.changed", "coaching.goal.corrected"]


def test_goal_whose_words_were_corrected_stays_when_it_is_withdrawn(scored, add, now):
    add("Kedua")
    actions.change_goal(goal=scored, draft=DRAFT, by=scored.engagement.coach, now=now)
    GoalScore.objects.all().delete()  # it was a draft, which says nothing of the goal any more
    actions.withdraw_goal(goal=scored, by=scored.engagement.coach, now=now)
    assert (CoachingGoal.objects.get(pk=scored.pk).closed_at, GoalWording.objects.count()) == (now, 1)


def test_earlier_wording_is_changed_or_deleted_by_nobody(scored, now):
    actions.change_goal(goal=scored, draft=DRAFT, by=scored.engagement.coach, now=now)
    rows = GoalWording.objects.all()
    for change in (lambda: rows.update(replaced_at=THIRD), rows.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(ValidationError, match="tetap seperti semula"):
        GoalWording.objects.get().full_clean()


def test_withdraw_goal_with_a_score_keeps_it_with_the_reason(engagement, scored, add, now):
    add()
    actions.withdraw_goal(goal=scored, reason="Tugas berpindah", by=engagement.coach, now=now)
    scored.refresh_from_db()
    assert (scored.closed_at, scored.closing_reason, GoalScore.objects.count()) == (now, "Tugas berpindah", 1)


def test_withdraw_goal_that_a_record_calls_not_discussed_keeps_it_and_the_record(engagement, scored, add, now):
    goal = add()
    GoalScore.objects.create(session=engagement.sessions.get(), goal=goal, score=None)
    actions.withdraw_goal(goal=goal, reason="Tugas berpindah", by=engagement.coach, now=now)
    assert list(GoalScore.objects.values_list("goal", "score")) == [(scored.pk, 1), (goal.pk, None)]
    assert (CoachingGoal.objects.get(pk=goal.pk).closed_at, _standing()) == (now, [(1, FIRST)])


def test_withdraw_goal_without_a_score_leaves_nothing(engagement, add, now):
    actions.withdraw_goal(goal=add(), by=engagement.coachee, now=now)
    assert _standing() == [(1, FIRST)]
    assert Event.objects.latest("pk").kind == "coaching.goal.withdrawn"


def test_withdraw_goal_twice_is_stale(engagement, scored, add, now):
    add("Kedua")
    actions.withdraw_goal(goal=scored, by=engagement.coach, now=now)
    with pytest.raises(StaleState):
        actions.withdraw_goal(goal=scored, by=engagement.coach, now=now)


def test_withdraw_the_last_goal_is_refused(engagement, now):
    with pytest.raises(DomainError, match="memerlukan sasaran"):
        actions.withdraw_goal(goal=engagement.goal, by=engagement.coachee, now=now)


def test_engagement_keeps_the_name_of_its_first_goal(engagement, scored, add, now):
    add("Kedua")
    names = []
    actions.withdraw_goal(goal=scored, by=engagement.coach, now=now)
    names.append(CoachingEngagement.objects.get().goal.statement)
    assert add("Ketiga").position == scored.position
    names.append(CoachingEngagement.objects.get().goal.statement)
    assert names == [FIRST, FIRST]


def test_engagement_keeps_the_name_of_a_first_goal_that_no_record_speaks_of(engagement, add, now):
    add("Kedua")
    actions.withdraw_goal(goal=engagement.goal, reason="Salah tulis", by=engagement.coach, now=now)
    add("Ketiga")
    first = CoachingEngagement.objects.get().goal
    assert (first.statement, first.closed_at, first.closing_reason) == (FIRST, now, "Salah tulis")
    assert _standing() == [(1, "Ketiga"), (2, "Kedua")]


def test_first_goal_is_withdrawn_with_a_reason_and_another_one_without(engagement, add, client_of):
    other, client = add("Kedua"), client_of(engagement.coach)
    pages = [client.get(_url("goal_withdraw", goal.pk)) for goal in (engagement.goal, other)]
    assert ["reason" in page.context["form"].fields for page in pages] == [True, False]
    words = "Nama coaching ini tetap."
    assert [words in page.content.decode() for page in pages] == [True, False]


# --- Pages -------------------------------------------------------------------------------------------------------
def test_goal_added_on_its_page_stands_on_that_of_the_coaching(engagement, client_of, at_now):
    competency = Competency.objects.get(code="komunikasi")
    values = {"statement": "Kedua", "sign_of_success": "Terlihat", "start_score": "-2", "due": "2027-03-31",
              "aim": f"{competency.pk}:3"}  # fmt: skip
    answer = client_of(engagement.coach).post(_url("goal_add", engagement.pk), values)
    assert (answer.status_code, answer["Location"]) == (302, _url("engagement_detail", engagement.pk))
    text = client_of(engagement.coachee).get(answer["Location"]).content.decode()
    told = ["Kedua", "Terlihat", "31 Maret 2027", competency.level_texts.get(level=3).text]
    assert [word for word in told if word not in text] == []


def test_goal_form_shows_what_each_level_means(engagement, client_of, at_now):
    text = client_of(engagement.coach).get(_url("goal_add", engagement.pk)).content.decode()
    texts = [row.text for row in Competency.objects.get(code="komunikasi").level_texts.all()]
    assert [word for word in texts if word not in text] == []


@pytest.mark.parametrize(
    "change",
    [
        {"statement": ""},
        {"statement": "x" * 201},
        {"sign_of_success": "a\x00b"},
        {"start_score": ""},
        {"start_score": "3"},
        {"aim": "1:6"},
        {"aim": "x"},
        {"due": "2026-11-23"},
        {"due": "9999-12-31"},
        {"due": "31/31/2026"},
    ],
    ids=str,
)
def test_goal_with_wrong_input_is_refused_and_keeps_what_was_typed(engagement, client_of, at_now, change):
    values = {"statement": "Kedua", "sign_of_success": "Terlihat", "start_score": "-1", **change}
    answer = client_of(engagement.coach).post(_url("goal_add", engagement.pk), values)
    kept = "Kedua" if values["statement"] != "Kedua" else "Terlihat"
    assert (answer.status_code, CoachingGoal.objects.count()) == (422, 1)
    assert kept in answer.content.decode() or "sign_of_success" in change or "statement" in change


def test_fourth_goal_is_explained_by_the_form(engagement, add, client_of, at_now):
    add("Kedua")
    add("Ketiga")
    values = {"statement": "Keempat", "sign_of_success": "Terlihat", "start_score": "-1"}
    answer = client_of(engagement.coach).post(_url("goal_add", engagement.pk), values)
    assert (answer.status_code, "Anda sudah mengejar tiga sasaran" in answer.content.decode()) == (422, True)


def test_corrected_goal_shows_both_what_it_said_before(scored, outsiders, client_of, at_now):
    url, people = _url("goal_change", scored.pk), scored.engagement
    page = client_of(people.coachee).get(url)
    assert list(page.context["form"].fields) == ["statement", "sign_of_success", "aim", "due", "seen"]
    assert "yang tertulis sekarang tetap dapat dibaca" in page.content.decode()
    values = {"statement": "Memimpin rapat", "sign_of_success": "Ada keputusan", "seen": goal_version(scored)}
    assert client_of(people.coachee).post(url, values).status_code == 302
    for person in (people.coachee, people.coach):
        text = client_of(person).get(_url("engagement_detail", people.pk)).content.decode()
        told = ["Memimpin rapat", FIRST, "Kalimat sebelumnya", "sampai Selasa, 24 November"]
        assert [word for word in told if word not in text] == []
    CoachingEngagement.objects.update(is_shared=True)
    pages = [client_of(person).get(_url("engagement_detail", people.pk)) for person in outsiders]
    assert [page for page in pages if FIRST in page.content.decode()] == []


def test_goal_that_no_record_speaks_of_leaves_no_earlier_words(engagement, client_of, at_now):
    url, client = _url("goal_change", engagement.goal.pk), client_of(engagement.coach)
    assert "tetap dapat dibaca" not in client.get(url).content.decode()
    values = {"statement": "Lain", "sign_of_success": "Terlihat", "seen": goal_version(engagement.goal)}
    client.post(url, values)
    assert (CoachingGoal.objects.get().statement, GoalWording.objects.count()) == ("Lain", 0)


def test_goal_whose_date_has_passed_can_still_be_changed(engagement, client_of, at_now):
    CoachingGoal.objects.update(due=date(2026, 11, 1))
    values = {"statement": "Lain", "sign_of_success": "Terlihat", "due": "2026-11-01"}
    values["seen"] = goal_version(engagement.goal)
    assert client_of(engagement.coach).post(_url("goal_change", engagement.goal.pk), values).status_code == 302


def test_goal_changed_meanwhile_keeps_what_was_typed_and_shows_what_is_stored(engagement, client_of, at_now):
    url, seen = _url("goal_change", engagement.goal.pk), goal_version(engagement.goal)
    typed = {"statement": "Punya coachee", "sign_of_success": "Terlihat", "seen": seen}
    client_of(engagement.coach).post(url, {**typed, "statement": "Punya coach"})
    page = client_of(engagement.coachee).post(url, typed)
    form, stored = page.context["form"], page.context["stored"]
    assert (page.status_code, form["statement"].value(), stored.statement) == (422, "Punya coachee", "Punya coach")
    assert "Sasaran ini sementara itu sudah diubah." in page.content.decode()
    again = client_of(engagement.coachee).post(url, {**typed, "seen": form["seen"].value()})
    assert (again.status_code, CoachingGoal.objects.get().statement) == (302, "Punya coachee")


def test_withdrawn_goal_stays_readable_for_the_two(engagement, scored, add, client_of, at_now):
    add("Kedua")
    answer = client_of(engagement.coach).post(_url("goal_withdraw", scored.pk), {"reason": "Tugas berpindah"})
    text = client_of(engagement.coachee).get(answer["Location"]).content.decode()
    told = ["Sasaran yang ditarik", FIRST, "Tugas berpindah", "24 November 2026"]
    assert [word for word in told if word not in text] == []
    for route in ("goal_change", "goal_withdraw"):
        assert client_of(engagement.coach).get(_url(route, scored.pk)).status_code == 302


def test_goal_that_a_record_calls_not_discussed_is_withdrawn_with_a_reason(engagement, scored, add, client_of, at_now):
    goal = add()
    GoalScore.objects.create(session=engagement.sessions.get(), goal=goal, score=None)
    url, client = _url("goal_withdraw", goal.pk), client_of(engagement.coach)
    assert list(client.get(url).context["form"].fields) == ["reason"]
    page = client.post(url, {"reason": "Tugas berpindah"}, follow=True)
    assert ([row.goal for row in page.context["page"].earlier], "Tugas berpindah" in page.content.decode()) == (
        [goal],
        True,
    )


def test_goal_pages_of_a_closed_coaching_lead_back(engagement, client_of, at_now):
    CoachingEngagement.objects.update(state=CoachingEngagement.State.COMPLETED)
    client = client_of(engagement.coach)
    pages = [("goal_add", engagement.pk), ("goal_change", engagement.goal.pk), ("goal_withdraw", engagement.goal.pk)]
    assert [client.get(_url(*page)).status_code for page in pages] == [302] * 3


@pytest.mark.parametrize(
    ("number", "offered"),
    [(1, (True, False, True)), (2, (True, True, True)), (3, (True, True, False))],
)
def test_engagement_page_offers_what_can_be_done_to_its_goals(engagement, add, now, number, offered):
    for name in ("Kedua", "Ketiga")[: number - 1]:
        add(name)

    def may():
        page = engagement_page(CoachingEngagement.objects.get(), engagement.coachee, now=now)
        return page.may_change_goals, page.may_withdraw_goal, page.may_add_goal

    assert may() == offered
    CoachingEngagement.objects.update(state=CoachingEngagement.State.COMPLETED)
    assert may() == (False, False, False)


@pytest.mark.parametrize("number", [1, 3])
def test_engagement_page_costs_eight_queries_however_many_goals(
    engagement, add, client_of, at_now, number, django_assert_num_queries
):
    for name in ("Kedua", "Ketiga")[: number - 1]:
        add(name)
    for day in range(2):
        start = THIRD + timedelta(days=day)
        session = CoachingSessionFactory(engagement=engagement, start=start, state=CoachingSession.State.AGREED)
        SessionRecordFactory(session=session)
    client = client_of(engagement.coachee)
    with django_assert_num_queries(8):
        page = client.get(_url("engagement_detail", engagement.pk))
    assert [len(line.points) for line in page.context["page"].goals] == [3] * number


@pytest.mark.parametrize("number", [1, 3])
def test_closing_form_costs_eight_queries_however_many_goals(
    engagement, scored, add, client_of, at_now, number, django_assert_num_queries
):
    for name in ("Kedua", "Ketiga")[: number - 1]:
        add(name)
    client = client_of(engagement.coachee)
    with django_assert_num_queries(8):
        page = client.get(_url("engagement_complete", engagement.pk))
    assert len(page.context["form"].goals) == number


def test_supervisor_of_a_shared_coaching_reads_no_goal(engagement, supervisor, client_of, at_now):
    CoachingEngagement.objects.update(is_shared=True)
    client = client_of(supervisor)
    assert FIRST not in client.get(_url("engagement_detail", engagement.pk)).content.decode()
    codes = [client.get(_url(route, engagement.goal.pk)).status_code for route in ("goal_change", "goal_withdraw")]
    assert [*codes, client.get(_url("goal_add", engagement.pk)).status_code] == [404, 404, 403]


def test_next_coach_is_asked_with_all_goals_and_says_where_the_coachee_stands(db, client_of, at_now, now):
    ended = CoachingEngagementFactory(state=CoachingEngagement.State.DECLINED)
    CoachingGoal.objects.create(engagement=ended, position=2, **vars(DRAFT))
    coach = CoachingEngagementFactory().coach
    asked = actions.ask_next_coach(engagement=ended, coach=coach, by=ended.coachee, now=now)
    assert [goal.statement for goal in asked.goals.all()] == [FIRST, DRAFT.statement]
    starts = {f"score_{goal.pk}": str(-goal.position) for goal in asked.goals.all()}
    assert client_of(coach).post(_url("engagement_answer", asked.pk), starts).status_code == 302
    assert list(asked.goals.values_list("start_score", flat=True)) == [-1, -2]
