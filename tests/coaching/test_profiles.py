"""Becoming a coach: proposal, approval, pause, farewell; and who may do which."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.actions import ProfileDraft
from coaching.forms import DirectoryFilter, ProfileForm
from coaching.models import CoachCompetency, CoachingEngagement, CoachProfile
from coaching.queries import stored_offer
from tests.factories import CoachingEngagementFactory, CoachProfileFactory, CompetencyFactory, EmployeeFactory

State = CoachProfile.State
DRAFT = ProfileDraft("Sabar", ("id", "jv"), 2, "Ruang 3", ("team", "research"))


@pytest.fixture
def hr(db):
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def proposed(db):
    return CoachProfileFactory(state=State.PROPOSED)


def _told():
    return sorted(Reminder.objects.values_list("kind", "recipient"))


def test_propose_profile_waits_for_hr_and_tells_them(hr, now):
    person, competency = EmployeeFactory(), CompetencyFactory()
    draft = ProfileDraft(**{**vars(DRAFT), "competencies": (competency.pk,)})
    profile = actions.propose_profile(draft=draft, by=person, now=now)
    assert (profile.state, profile.capacity, profile.about) == ("proposed", 2, "Sabar")
    assert sorted(profile.themes.values_list("theme", flat=True)) == ["research", "team"]
    assert sorted(profile.languages.values_list("language", flat=True)) == ["id", "jv"]
    assert [row.competency for row in profile.competencies.all()] == [competency]
    assert _told() == [("coaching.profile_proposed", hr.pk)]


@pytest.mark.parametrize("state", [State.PROPOSED, State.ACTIVE, State.PAUSED])
def test_propose_profile_twice_is_stale(now, db, state):
    profile = CoachProfileFactory(state=state)
    with pytest.raises(StaleState):
        actions.propose_profile(draft=DRAFT, by=profile.person, now=now)


@pytest.mark.parametrize("state", [State.DECLINED, State.LEFT])
def test_propose_profile_after_a_refusal_or_farewell_begins_anew(now, db, state):
    profile = CoachProfileFactory(state=state, reason="Belum")
    actions.propose_profile(draft=DRAFT, by=profile.person, now=now)
    profile.refresh_from_db()
    assert (profile.state, profile.reason) == ("proposed", "")


def test_propose_profile_by_someone_who_left_is_denied(db, now):
    with pytest.raises(AccessDenied):
        actions.propose_profile(draft=DRAFT, by=EmployeeFactory(is_active=False, deactivated_at=now), now=now)


def test_profile_on_wellbeing_alone_is_refused(hr, now):
    draft = ProfileDraft(themes=("wellbeing",))
    with pytest.raises(DomainError, match="tema lain"):
        actions.propose_profile(draft=draft, by=EmployeeFactory(), now=now)
    with pytest.raises(DomainError, match="tema lain"):
        actions.store_profile(person=EmployeeFactory(), draft=draft, by=hr, now=now)


def test_approved_profile_is_listed_and_its_coach_is_told(proposed, hr, now):
    actions.change_profile_state(profile=proposed, state=State.ACTIVE, by=hr, now=now)
    assert list(CoachProfile.objects.active()) == [proposed]
    assert _told() == [("coaching.profile_approved", proposed.person_id)]


def test_approval_by_oneself_or_others_is_denied(proposed, now):
    for by in (proposed.person, EmployeeFactory(), EmployeeFactory(is_leader=True)):
        with pytest.raises(AccessDenied):
            actions.change_profile_state(profile=proposed, state=State.ACTIVE, by=by, now=now)
        with pytest.raises(AccessDenied):
            actions.decline_profile(profile=proposed, reason="x", by=by, now=now)


@pytest.mark.parametrize("role", ["is_hr_admin", "is_superuser"])
def test_own_proposal_is_decided_by_someone_else_of_hr(now, hr, client_of, at_now, role):
    own = CoachProfileFactory(state=State.PROPOSED, person=EmployeeFactory(**{role: True}))
    with pytest.raises(DomainError, match="diputuskan oleh pengelola SDM lain"):
        actions.decline_profile(profile=own, reason="x", by=own.person, now=now)
    chosen = {"action": "activate", "_selected_action": [own.pk]}
    told = client_of(own.person).post(reverse("admin:coaching_coachprofile_changelist"), chosen, follow=True)
    assert [str(message).split(": ")[1] for message in told.context["messages"]] == [
        "Usulan Anda sendiri diputuskan oleh pengelola SDM lain."
    ]
    own.refresh_from_db()
    assert (own.state, _told()) == ("proposed", [])
    actions.change_profile_state(profile=own, state=State.ACTIVE, by=hr, now=now)
    assert (own.state, _told()) == ("active", [("coaching.profile_approved", own.person_id)])


def test_declined_profile_keeps_the_reason_for_the_employee(proposed, hr, now, client_of, at_now):
    actions.decline_profile(profile=proposed, reason="Ikuti pelatihan dulu", by=hr, now=now)
    assert _told() == [("coaching.profile_declined", proposed.person_id)]
    text = client_of(proposed.person).get(reverse("coaching:coach_profile")).content.decode()
    assert "Ikuti pelatihan dulu" in text


def test_pause_and_resume_are_the_coachs_own_and_tell_nobody(now, db):
    profile = CoachProfileFactory()
    for state in (State.PAUSED, State.ACTIVE):
        actions.change_profile_state(profile=profile, state=state, by=profile.person, now=now)
        assert profile.state == state
    assert _told() == []


def test_pause_by_another_coach_is_denied(now, db):
    with pytest.raises(AccessDenied):
        actions.change_profile_state(
            profile=CoachProfileFactory(), state=State.PAUSED, by=CoachProfileFactory().person, now=now
        )


def test_leave_coaching_ends_requests_and_lets_running_coaching_go_on(hr, now):
    profile = CoachProfileFactory()
    running = CoachingEngagementFactory(coach=profile.person)
    request = CoachingEngagementFactory(coach=profile.person, state=CoachingEngagement.State.REQUESTED)
    actions.leave_coaching(profile=profile, by=profile.person, now=now)
    running.refresh_from_db()
    request.refresh_from_db()
    assert (profile.state, running.state, request.state) == ("left", "active", "cancelled")
    assert _told() == sorted([("coaching.coach_left", hr.pk), ("coaching.engagement_cancelled", request.coachee_id)])


def test_leave_coaching_by_hr_is_denied(hr, now):
    with pytest.raises(AccessDenied):
        actions.leave_coaching(profile=CoachProfileFactory(), by=hr, now=now)


def _values(**changes):
    values = {
        "about": "Sabar",
        "themes": ["team"],
        "languages": ["id"],
        "capacity": "2",
        "place": "",
        "seen": "none yet",
    }
    return {**values, **changes}


def test_competencies_are_named_and_ordered_in_the_readers_language(db):
    profile, names = CoachProfileFactory(), {"Analisis": "Writing", "Negosiasi": "Negotiation", "Telaah": ""}
    for name, english in names.items():
        competency = CompetencyFactory(name=name, name_en=english)
        CoachCompetency.objects.create(profile=profile, competency=competency)
    with override("en"):
        offered = [str(label) for _pk, label in ProfileForm(instance=profile).fields["competencies"].choices]
        listed = [str(label) for _pk, label in DirectoryFilter({}).fields["competency"].choices]
    assert listed == ["Negotiation", "Telaah", "Writing"]
    assert [label for label in offered if label in listed] == listed
    assert offered == sorted(offered)


def test_proposal_page_makes_one_proposal_however_often_it_is_sent(client_of, db, at_now):
    person = EmployeeFactory()
    codes = [client_of(person).post(reverse("coaching:coach_edit"), _values()).status_code for _time in range(2)]
    assert (codes, CoachProfile.objects.get().state) == ([302, 302], "proposed")


@pytest.mark.parametrize(
    "changes",
    [
        {"themes": []},
        {"themes": ["wellbeing"]},
        {"themes": ["x"]},
        {"languages": []},
        {"languages": ["klingon"]},
        {"competencies": [str(10**30)]},
        {"competencies": ["x"]},
        {"capacity": "0"},
        {"capacity": "21"},
        {"about": "a\x00b"},
        {"about": "x" * 1001},
    ],
    ids=str,
)
def test_proposal_page_with_wrong_input_is_refused(client_of, db, at_now, changes):
    answer = client_of(EmployeeFactory()).post(reverse("coaching:coach_edit"), _values(**changes))
    assert (answer.status_code, CoachProfile.objects.count()) == (422, 0)


def test_coach_changes_the_profile_without_asking_again(client_of, db, at_now):
    profile = CoachProfileFactory()
    values = _values(about="Baru", capacity="5", seen=stored_offer(profile))
    codes = [client_of(profile.person).post(reverse("coaching:coach_edit"), values).status_code for _time in range(2)]
    profile.refresh_from_db()
    assert (codes, profile.state, profile.about, profile.capacity) == ([302, 302], "active", "Baru", 5)


def test_coach_on_an_old_page_does_not_undo_what_hr_corrected_unseen(client_of, hr, now, at_now):
    profile = CoachProfileFactory()
    client, old = client_of(profile.person), stored_offer(profile)
    actions.store_profile(person=profile.person, draft=DRAFT, by=hr, now=now)
    answer = client.post(reverse("coaching:coach_edit"), _values(about="Punya saya", seen=old))
    text = answer.content.decode()
    assert (answer.status_code, CoachProfile.objects.get().about) == (422, "Sabar")
    assert ("atau oleh pengelola SDM" in text, "Punya saya" in text) == (True, True)
    profile.refresh_from_db()
    again = client.post(reverse("coaching:coach_edit"), _values(about="Punya saya", seen=stored_offer(profile)))
    profile.refresh_from_db()
    assert (again.status_code, profile.about) == (302, "Punya saya")


def test_coach_pauses_resumes_and_says_goodbye_on_the_page(client_of, db, at_now):
    profile = CoachProfileFactory()
    client, states = client_of(profile.person), []
    for route, values in (
        ("coach_state", {"state": "paused"}),
        ("coach_state", {"state": "active"}),
        ("coach_leave", {"confirm": "1"}),
    ):
        assert client.post(reverse(f"coaching:{route}"), values).status_code == 302
        profile.refresh_from_db()
        states.append(profile.state)
    assert states == ["paused", "active", "left"]


@pytest.mark.parametrize("state", ["", "left", "proposed", "x"])
def test_coach_state_of_another_name_is_refused(client_of, db, at_now, state):
    profile = CoachProfileFactory()
    answer = client_of(profile.person).post(reverse("coaching:coach_state"), {"state": state})
    profile.refresh_from_db()
    assert (answer.status_code, profile.state) == (422, "active")
