"""After a refusal or silence: the next coach, asked with one click and the text kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.worklist.queries import todos_for
from coaching import actions, queries
from coaching.models import CoachingEngagement, CoachReferral, CoachTheme
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, EmployeeFactory, SupervisionFactory

State = CoachingEngagement.State


@pytest.fixture
def ended(db):
    """A request that nobody answered; the coachee had allowed the supervisor to know of it."""
    return CoachingEngagementFactory(state=State.EXPIRED, is_shared=True)


@pytest.fixture
def today(now):
    return now.date()


def _page(engagement):
    return reverse("coaching:engagement_ask_next", args=[engagement.pk])


def test_next_coach_is_of_the_coachees_zone_first_then_the_freest(ended, today):
    ended.coachee.time_zone_override = "Asia/Makassar"
    ended.coachee.save(update_fields=["time_zone_override"])
    CoachProfileFactory(capacity=9)
    near = CoachProfileFactory(person__time_zone_override="Asia/Makassar", capacity=1)
    assert queries.next_coach(ended, ended.coachee, on=today) == near


def test_next_coach_offers_neither_the_full_nor_other_themes_nor_the_asked(ended, today):
    CoachingEngagementFactory(coach=CoachProfileFactory(capacity=1).person)
    CoachTheme.objects.filter(profile=CoachProfileFactory(), theme=ended.theme).delete()
    CoachingEngagementFactory(coachee=ended.coachee, state=State.DECLINED)
    CoachingEngagementFactory(coachee=ended.coachee)
    assert queries.next_coach(ended, ended.coachee, on=today) is None


@pytest.mark.parametrize("state", [State.REQUESTED, State.ACTIVE, State.COMPLETED, State.CANCELLED])
def test_next_coach_of_other_states_is_none(ended, today, state):
    CoachProfileFactory()
    ended.state = state
    assert queries.next_coach(ended, ended.coachee, on=today) is None


def test_next_coach_for_the_coach_is_none(ended, today):
    CoachProfileFactory()
    assert queries.next_coach(ended, ended.coach, on=today) is None


def test_next_coach_for_stress_and_balance_is_never_the_supervisor(db, today):
    ended = CoachingEngagementFactory(state=State.EXPIRED, theme_id="wellbeing")
    leader = CoachProfileFactory()
    SupervisionFactory(employee=ended.coachee, supervisor=leader.person)
    assert queries.next_coach(ended, ended.coachee, on=today) is None


def test_decline_and_refer_offers_the_named_coach_first(request_of, now, today):
    CoachProfileFactory(capacity=9)
    named = CoachProfileFactory(capacity=1)
    actions.decline_and_refer(engagement=request_of, reason="Penuh", other=named.person, by=request_of.coach, now=now)
    request_of.refresh_from_db()
    assert queries.next_coach(request_of, request_of.coachee, on=today) == named


def test_decline_and_refer_without_a_name_keeps_none(request_of, now):
    actions.decline_and_refer(engagement=request_of, reason="Penuh", other=None, by=request_of.coach, now=now)
    assert (request_of.state, CoachReferral.objects.count()) == ("declined", 0)


def test_ask_next_coach_keeps_goal_theme_and_sharing(ended, now):
    coach = CoachProfileFactory().person
    asked = actions.ask_next_coach(engagement=ended, coach=coach, by=ended.coachee, now=now)
    assert (asked.coach, asked.theme, asked.is_shared, asked.state) == (coach, ended.theme, True, "requested")
    assert (asked.goal.statement, asked.goal.sign_of_success) == (ended.goal.statement, ended.goal.sign_of_success)


def test_ask_next_coach_twice_is_stale(ended, now, today):
    actions.ask_next_coach(engagement=ended, coach=CoachProfileFactory().person, by=ended.coachee, now=now)
    with pytest.raises(StaleState):
        actions.ask_next_coach(engagement=ended, coach=CoachProfileFactory().person, by=ended.coachee, now=now)
    assert queries.next_coach(ended, ended.coachee, on=today) is None


@pytest.mark.parametrize("state", [State.DECLINED, State.EXPIRED])
def test_todo_to_ask_another_coach_stands_until_somebody_is_asked(ended, now, state):
    CoachingEngagement.objects.filter(pk=ended.pk).update(state=state, state_changed_at=now - timedelta(days=1))
    assert [(todo.title, todo.url) for todo in todos_for(ended.coachee, now)] == [("Minta coach lain", _page(ended))]
    assert todos_for(ended.coach, now) == []
    CoachingEngagementFactory(coachee=ended.coachee, theme_id=ended.theme_id, state="requested", requested_at=now)
    assert todos_for(ended.coachee, now) == []


def test_todo_to_ask_another_coach_goes_after_two_weeks(ended, now):
    for days, count in ((13, 1), (14, 0)):
        CoachingEngagement.objects.filter(pk=ended.pk).update(state_changed_at=now - timedelta(days=days))
        assert len(todos_for(ended.coachee, now)) == count


def test_ask_next_coach_without_a_place_changes_nothing(ended, now):
    coach = CoachProfileFactory(capacity=1).person
    CoachingEngagementFactory(coach=coach)
    with pytest.raises(DomainError, match="Tempat terakhir"):
        actions.ask_next_coach(engagement=ended, coach=coach, by=ended.coachee, now=now)
    assert CoachReferral.objects.count() == 0


def test_ask_next_coach_by_anyone_but_the_coachee_is_denied(ended, now):
    for other in (ended.coach, EmployeeFactory(is_hr_admin=True), EmployeeFactory()):
        with pytest.raises(AccessDenied):
            actions.ask_next_coach(engagement=ended, coach=CoachProfileFactory().person, by=other, now=now)


def test_one_click_on_the_ended_request_asks_the_next_coach(ended, client_of, at_now):
    profile, client = CoachProfileFactory(), client_of(ended.coachee)
    text = client.get(ended.get_absolute_url()).content.decode()
    assert f'action="{_page(ended)}"' in text
    client.post(_page(ended), {"coach": profile.person_id})
    assert CoachingEngagement.objects.get(state=State.REQUESTED).coach == profile.person


def test_one_click_on_a_coach_who_became_full_offers_the_next(ended, client_of, at_now):
    full, free = CoachProfileFactory(capacity=1), CoachProfileFactory()
    CoachingEngagementFactory(coach=full.person)
    response = client_of(ended.coachee).post(_page(ended), {"coach": full.person_id})
    assert (response.status_code, response.context["offered"]) == (422, free)


def test_ask_next_page_without_a_fitting_coach_says_so(ended, client_of, at_now):
    assert "Belum ada coach" in client_of(ended.coachee).get(_page(ended)).content.decode()


def test_decline_form_names_free_coaches_of_the_theme(request_of, client_of, at_now):
    named, client = CoachProfileFactory(), client_of(request_of.coach)
    page = reverse("coaching:engagement_answer", args=[request_of.pk])
    assert named.person.display_name in client.get(page).content.decode()
    client.post(page, {"decline": "1", "reason": "Penuh", "other": named.person_id})
    assert CoachReferral.objects.get().coach == named.person
