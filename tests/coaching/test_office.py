"""HR in the administration: profiles, engagements without their theme, handovers, sums."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.notifications.models import Reminder
from bkn_portal.worklist.queries import todos_for
from coaching import actions, queries
from coaching.models import WELLBEING, CoachingEngagement, CoachingTheme, CoachProfile, CoachReferral
from tests.factories import (
    CoachingEngagementFactory,
    CoachProfileFactory,
    EmployeeFactory,
    SupervisionFactory,
)

PROFILES = "admin:coaching_coachprofile_changelist"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ENGAGEMENTS = "admin:coaching_coachingengagement_changelist"


@pytest.fixture
def hr(db):
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def office(hr, client_of, at_now):
    return client_of(hr)


@pytest.fixture
def left_alone(db):
    """A coaching on stress and balance whose coach said goodbye."""
    profile = CoachProfileFactory(state=CoachProfile.State.LEFT)
    return CoachingEngagementFactory(coach=profile.person, theme_id=WELLBEING)


def test_engagements_are_all_listed_and_none_tells_its_theme(office):
    shown = [CoachingEngagementFactory(theme=theme) for theme in CoachingTheme.objects.all()]
    text = office.get(reverse(ENGAGEMENTS)).content.decode()
    for engagement in shown:
        page = reverse("admin:coaching_coachingengagement_change", args=[engagement.pk])
        assert page in text
        text += office.get(page).content.decode()
    words = [word for one in shown for word in (one.theme.code, one.theme.name, one.theme.name_en)]
    told = [word for word in (*words, "Memimpin rapat") if word in text]
    assert told == []


@pytest.mark.parametrize(
    "lookup", ["theme", "theme__exact", "is_shared__exact", "reason__contains", "goals__statement"]
)
def test_engagements_by_what_hr_may_not_know_are_refused(office, lookup):
    assert office.get(reverse(ENGAGEMENTS), {lookup: "wellbeing"}).status_code == 400


def test_engagements_and_profiles_cannot_be_sorted_or_searched_by_theme(office):
    page = admin.site.get_model_admin(CoachingEngagement)
    assert [name for name in (*page.list_display, *page.search_fields, *page.fields) if "theme" in name] == []


def test_proposal_is_approved_from_the_list(office):
    profile = CoachProfileFactory(state=CoachProfile.State.PROPOSED)
    office.post(reverse(PROFILES), {"action": "activate", "_selected_action": [profile.pk]})
    profile.refresh_from_db()
    assert (profile.state, Reminder.objects.get().kind) == ("active", "coaching.profile_approved")


def test_proposal_is_declined_with_a_reason_alone(office):
    profile = CoachProfileFactory(state=CoachProfile.State.PROPOSED)
    values = {"action": "decline", "_selected_action": [profile.pk]}
    assert "alasan Anda" in office.post(reverse(PROFILES), values).content.decode()
    assert "errorlist" in office.post(reverse(PROFILES), {**values, "confirmed": "yes"}).content.decode()
    office.post(reverse(PROFILES), {**values, "confirmed": "yes", "reason": "Ikuti pelatihan dulu"})
    profile.refresh_from_db()
    assert (profile.state, profile.reason) == ("declined", "Ikuti pelatihan dulu")


def _profile_values(**changes):
    values = {
        "about": "Sabar", "themes": ["team"], "languages": ["id"], "capacity": "2", "place": "",
        "hours_0_start": "09:00", "hours_0_end": "10:30",
        "session_minutes": "45", "notice_hours": "24", "break_minutes": "15",
        **{f"{rows}-{count}_FORMS": "0" for rows in ("days_off", "extra_hours") for count in ("TOTAL", "INITIAL")},
    }  # fmt: skip
    return {**values, **changes}


def test_profile_and_hours_are_kept_in_the_admin(office):
    profile = CoachProfileFactory()
    page = reverse("admin:coaching_coachprofile_change", args=[profile.pk])
    assert 'value="09:00"' in office.get(page).content.decode()
    assert office.post(page, _profile_values()).status_code == 302
    profile.refresh_from_db()
    assert [str(row) for row in profile.weekly_hours.all()] == ["Senin 09.00–10.30"]
    assert (profile.session_minutes, profile.capacity) == (45, 2)


def test_profile_is_added_in_the_admin_as_a_proposal(office):
    person = EmployeeFactory()
    page = reverse("admin:coaching_coachprofile_add")
    assert office.post(page, _profile_values(person=person.pk)).status_code == 302
    assert CoachProfile.objects.get(person=person).state == "proposed"


@pytest.mark.parametrize(
    "changes", [{"hours_0_end": ""}, {"themes": ["wellbeing"]}, {"session_minutes": "50"}], ids=str
)
def test_profile_with_wrong_input_is_refused_in_the_admin(office, changes):
    profile = CoachProfileFactory(about="Lama")
    answer = office.post(reverse("admin:coaching_coachprofile_change", args=[profile.pk]), _profile_values(**changes))
    profile.refresh_from_db()
    assert (answer.status_code, profile.about) == (200, "Lama")


def test_page_of_a_coaching_whose_coach_left_says_what_comes_next(left_alone, hr, now, client_of, at_now):
    def told(person):
        text = client_of(person).get(left_alone.get_absolute_url()).content.decode()
        return [words in text for words in ("Coach Anda pamit", "akan mengusulkan coach lain", "mencari coach lain")]

    assert told(left_alone.coachee) == [True, True, False]
    page = client_of(left_alone.coachee).get(left_alone.get_absolute_url()).content.decode()
    assert f'href="{reverse("coaching:coach_list")}?theme=wellbeing">Cari coach sendiri' in page
    assert told(left_alone.coach) == [False, False, True]
    actions.hand_over(engagement=left_alone, coach=CoachProfileFactory().person, by=hr, now=now)
    assert told(left_alone.coachee) == [True, False, False]


def test_page_of_a_coaching_whose_coach_works_here_no_more_says_what_comes_next(client_of, at_now, now, db):
    gone = EmployeeFactory(is_active=False, deactivated_at=now)
    ended = CoachingEngagementFactory(state="cancelled", coach=gone)
    text = client_of(ended.coachee).get(ended.get_absolute_url()).content.decode()
    assert ("tidak lagi bekerja di sini" in text, "akan mengusulkan coach lain" in text) == (True, True)


def test_hand_over_ends_the_coaching_and_the_coachee_asks_with_one_click(left_alone, hr, now, client_of, at_now):
    proposed = CoachProfileFactory().person
    actions.hand_over(engagement=left_alone, coach=proposed, by=hr, now=now)
    left_alone.refresh_from_db()
    assert (left_alone.state, left_alone.referral.coach) == ("cancelled", proposed)
    told = set(Reminder.objects.values_list("kind", "recipient"))
    assert told == {
        ("coaching.coach_proposed", left_alone.coachee_id),
        ("coaching.engagement_cancelled", left_alone.coach_id),
    }
    assert not CoachingEngagement.objects.filter(coach=proposed).exists()
    page = reverse("coaching:engagement_ask_next", args=[left_alone.pk])
    assert client_of(left_alone.coachee).post(page, {"coach": proposed.pk}).status_code == 302
    asked = CoachingEngagement.objects.get(coach=proposed)
    assert (asked.theme_id, asked.goal.statement, asked.state) == ("wellbeing", left_alone.goal.statement, "requested")


def test_hand_over_is_told_on_the_page_of_both_with_the_next_step(left_alone, hr, now, client_of, at_now):
    proposed = CoachProfileFactory(person__name="Wayan Sukma").person
    actions.hand_over(engagement=left_alone, coach=proposed, by=hr, now=now)

    def told(person, *words):
        text = client_of(person).get(left_alone.get_absolute_url()).content.decode()
        return [word for word in words if word not in text]

    assert told(left_alone.coachee, "Selasa, 24 November", "coach Anda pamit", f"Minta {proposed.short_name}") == []
    assert told(left_alone.coach, "Selasa, 24 November", "Anda pamit sebagai coach", proposed.short_name) == [
        proposed.short_name
    ]
    asked = actions.ask_next_coach(engagement=left_alone, coach=proposed, by=left_alone.coachee, now=now)
    assert told(left_alone.coachee, f"Anda sudah meminta {proposed.short_name}", asked.get_absolute_url()) == []
    assert told(left_alone.coach, proposed.short_name, asked.get_absolute_url()) == [
        proposed.short_name, asked.get_absolute_url(),
    ]  # fmt: skip


def test_hand_over_without_a_coach_who_fits_leads_to_the_list(left_alone, hr, now, client_of, at_now):
    proposed = CoachProfileFactory()
    actions.hand_over(engagement=left_alone, coach=proposed.person, by=hr, now=now)
    CoachProfile.objects.filter(pk=proposed.pk).update(state=CoachProfile.State.PAUSED)
    text = client_of(left_alone.coachee).get(left_alone.get_absolute_url()).content.decode()
    assert f'href="{reverse("coaching:coach_list")}?theme=wellbeing">Pilih coach' in text


def test_todo_after_hand_over_is_the_coachees_until_somebody_is_asked(left_alone, hr, now):
    proposed = CoachProfileFactory().person
    actions.hand_over(engagement=left_alone, coach=proposed, by=hr, now=now)
    page = reverse("coaching:engagement_ask_next", args=[left_alone.pk])
    detail = f"{left_alone.goal.statement} · pengelola SDM mengusulkan coach"
    assert [(todo.title, todo.detail, todo.url) for todo in todos_for(left_alone.coachee, now)] == [
        ("Minta coach lain", detail, page)
    ]
    assert (todos_for(left_alone.coach, now), todos_for(left_alone.coachee, now + 14 * DAY)) == ([], [])
    actions.ask_next_coach(engagement=left_alone, coach=proposed, by=left_alone.coachee, now=now)
    assert todos_for(left_alone.coachee, now) == []


def test_todo_after_hand_over_of_a_coaching_that_ended_long_ago_begins_with_the_proposal(hr, now):
    gone = CoachProfileFactory(person__is_active=False, person__deactivated_at=now)
    ended = CoachingEngagementFactory(
        coach=gone.person, state=CoachingEngagement.State.CANCELLED, state_changed_at=now - 90 * DAY
    )
    assert todos_for(ended.coachee, now) == []
    actions.hand_over(engagement=ended, coach=CoachProfileFactory().person, by=hr, now=now)
    assert len(todos_for(ended.coachee, now)) == 1
    CoachingEngagementFactory(
        coachee=ended.coachee, theme_id=ended.theme_id, state="requested", requested_at=now + HOUR
    )
    assert todos_for(ended.coachee, now) == []


def test_hand_over_after_the_coachs_end_of_work_is_possible(hr, now):
    gone = CoachProfileFactory(person__is_active=False, person__deactivated_at=now)
    ended = CoachingEngagementFactory(coach=gone.person, state=CoachingEngagement.State.CANCELLED)
    actions.hand_over(engagement=ended, coach=CoachProfileFactory().person, by=hr, now=now)
    assert list(Reminder.objects.values_list("kind", "recipient")) == [("coaching.coach_proposed", ended.coachee_id)]


def test_hand_over_is_hrs_alone(left_alone, now, outsiders):
    proposed = CoachProfileFactory().person
    for by in (
        left_alone.coachee,
        left_alone.coach,
        EmployeeFactory(is_leader=True),
        EmployeeFactory(is_verifier=True),
    ):
        with pytest.raises(AccessDenied):
            actions.hand_over(engagement=left_alone, coach=proposed, by=by, now=now)


def test_hand_over_of_a_coach_who_stays_is_refused(engagement, hr, now):
    with pytest.raises(DomainError, match="tidak pamit"):
        actions.hand_over(engagement=engagement, coach=CoachProfileFactory().person, by=hr, now=now)


def test_hand_over_twice_is_refused(left_alone, hr, now):
    proposed = CoachProfileFactory().person
    actions.hand_over(engagement=left_alone, coach=proposed, by=hr, now=now)
    with pytest.raises(DomainError, match="sudah diusulkan"):
        actions.hand_over(engagement=left_alone, coach=proposed, by=hr, now=now)


@pytest.mark.parametrize("theme", [WELLBEING, "team"])
def test_hand_over_to_the_unfit_is_refused_the_same_for_every_theme(left_alone, hr, now, theme):
    CoachingEngagement.objects.update(theme=theme)
    full = CoachProfileFactory(capacity=1)
    CoachingEngagementFactory(coach=full.person)
    leader = CoachProfileFactory(person=SupervisionFactory(employee=left_alone.coachee).supervisor)
    for coach, sentence in (
        (full.person, "tempat"),
        (leader.person, "atasan"),
        (CoachProfileFactory(state="paused").person, "tempat"),
        (EmployeeFactory(), "tempat"),
    ):
        with pytest.raises(DomainError, match=sentence):
            actions.hand_over(engagement=left_alone, coach=coach, by=hr, now=now)
    assert not CoachReferral.objects.exists()


def test_hand_over_to_a_coach_without_the_theme_looks_the_same_to_hr(left_alone, hr, now, client_of, at_now):
    other, fitting = CoachProfileFactory(), CoachProfileFactory()
    other.themes.filter(theme="wellbeing").delete()
    actions.hand_over(engagement=left_alone, coach=other.person, by=hr, now=now)
    page = reverse("coaching:engagement_ask_next", args=[left_alone.pk])
    assert client_of(left_alone.coachee).get(page).context["offered"] == fitting


def test_hand_over_from_the_list(left_alone, office):
    profile = CoachProfileFactory()
    values = {"action": "hand_over", "_selected_action": [left_alone.pk]}
    assert "Coach yang diusulkan" in office.post(reverse(ENGAGEMENTS), values).content.decode()
    office.post(reverse(ENGAGEMENTS), {**values, "confirmed": "yes", "coach": profile.pk})
    assert CoachReferral.objects.get().coach == profile.person


def test_list_of_the_left_alone_shows_them_only(left_alone, engagement, office):
    found = office.get(reverse(ENGAGEMENTS), {"coach_gone": "yes"}).context["cl"].queryset
    assert list(found) == [left_alone]


def test_worklist_of_hr_names_what_waits(left_alone, hr, now):
    CoachProfileFactory(state=CoachProfile.State.PROPOSED)
    titles = [todo.title for todo in todos_for(hr, now)]
    assert titles == ["1 coachee perlu coach lain", "1 usulan menjadi coach"]
    assert todos_for(EmployeeFactory(is_leader=True), now) == []


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 20), min_size=7))
def test_held_back_counts_tell_nothing_under_five(counts):
    shown = queries.hold_back(counts)
    hidden = [counts[name] for name, count in shown.items() if count is None]
    assert all(count is None or count >= 5 for count in shown.values())
    assert not hidden or len(hidden) == len(counts) or (len(hidden) > 1 and sum(hidden) >= 5)


def test_theme_sums_are_those_of_ended_quarters(db, now):
    summer, today = datetime(2026, 8, 3, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)
    for number, theme, day in (
        (7, "team", summer),
        (6, "research", summer),
        (1, "wellbeing", summer),
        (9, "team", today),
    ):
        CoachingEngagementFactory.create_batch(number, theme_id=theme, requested_at=day)
    quarters = queries.theme_sums(now=now)
    assert [(quarter.number, quarter.start.year, quarter.total) for quarter in quarters] == [
        (3, 2026, 14), (2, 2026, None), (1, 2026, None), (4, 2025, None),
    ]  # fmt: skip
    shown = {str(row.label): row.count for row in quarters[0].sums if row.count is not None}
    assert shown == {"Manajemen tim": 7}


def test_theme_sums_page_is_hrs_alone(office, client_of):
    page = reverse("admin:coaching_coachingtheme_changelist")
    assert office.get(page).status_code == 200
    assert client_of(EmployeeFactory(is_leader=True)).get(page).status_code != 200
