"""HR keeps the list of themes: what is added can be chosen at once, what ends stays where it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied, DomainError
from coaching import actions, queries
from coaching.actions import ProfileDraft
from coaching.models import CoachingEngagement, CoachingTheme, CoachTheme, GroupSession
from tests.factories import (
    CoachingEngagementFactory,
    CoachProfileFactory,
    EmployeeFactory,
    SupervisionFactory,
    group_of,
)

from .conftest import GOAL

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:coaching_coachingtheme_changelist"), reverse("admin:coaching_coachingtheme_add")
YESTERDAY, TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
NEGOTIATION = {
    "code": "negotiation", "name": "Negosiasi", "name_en": "Negotiation", "group": "leading", "position": "4",
    "valid_from": "2026-11-24", "valid_until": "", "source": "SE Kepala BKN 9/2026",
}  # fmt: skip


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def office(hr, client_of, at_now):
    return client_of(hr)


def theme(code="negotiation", **changes):
    """A theme as HR would change it now, or a new one."""
    row = CoachingTheme.objects.filter(code=code).first() or CoachingTheme(**{**NEGOTIATION, "valid_until": None})
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def end(*codes, on=YESTERDAY):
    CoachingTheme.objects.filter(code__in=codes).update(valid_until=on)


def offering(*codes, **fields):
    """A coach of these themes alone."""
    profile = CoachProfileFactory(**fields)
    profile.themes.exclude(theme__in=codes).delete()
    return profile


def codes_of(groups):
    return [code for _group, choices in groups for code, _name in choices]


def asked_about(client, profile):
    form = client.get(reverse("coaching:engagement_request", args=[profile.person_id])).context["form"]
    return codes_of(form.fields["theme"].choices[1:])


def test_themes_of_the_circular_stand_from_the_first_day():
    found = CoachingTheme.objects.values_list("code", "name", "group", "valid_until", "source")
    assert list(found) == [
        ("communication", "Komunikasi", "leading", None, "SE Kepala BKN 3/2022"),
        ("decisions", "Pengambilan keputusan", "leading", None, "SE Kepala BKN 3/2022"),
        ("team", "Manajemen tim", "leading", None, "SE Kepala BKN 3/2022"),
        ("data_analysis", "Analisis data", "technical", None, "SE Kepala BKN 3/2022"),
        ("software", "Perangkat lunak", "technical", None, "SE Kepala BKN 3/2022"),
        ("research", "Penelitian", "technical", None, "SE Kepala BKN 3/2022"),
        ("wellbeing", "Stres dan keseimbangan", "wellbeing", None, "SE Kepala BKN 3/2022"),
    ]


def test_theme_speaks_the_readers_language():
    row = CoachingTheme.objects.get(code="team")
    with translation.override("en"):
        english = str(row)
    assert (str(row), english) == ("Manajemen tim", "Team management")


def test_theme_added_by_hr_can_be_chosen_at_once_everywhere(office, hr, client_of):
    assert office.post(ADD, NEGOTIATION).status_code == 302
    assert list(Event.objects.filter(kind="coaching.theme.added").values_list("actor_id", "target_id")) == [
        (hr.pk, "negotiation")
    ]
    coachee, coach = EmployeeFactory(), CoachProfileFactory()
    profile_form = client_of(coach.person).get(reverse("coaching:coach_edit")).context["form"]
    assert codes_of(profile_form.fields["themes"].choices) == [
        "communication", "decisions", "team", "negotiation", "data_analysis", "software", "research", "wellbeing",
    ]  # fmt: skip
    offered = {"about": "Sabar", "themes": ["negotiation"], "languages": ["id"], "capacity": "3", "place": ""}
    client_of(coach.person).post(reverse("coaching:coach_edit"), {**offered, "seen": profile_form["seen"].value()})
    assert asked_about(client_of(coachee), coach) == ["negotiation"]
    listed = client_of(coachee).get(reverse("coaching:coach_list"), {"theme": "negotiation"})
    assert [(card.profile, card.reasons[0]) for card in listed.context["cards"]] == [(coach, "tema Negosiasi")]
    for _each in range(2):
        CoachingEngagementFactory(coach=coach.person, theme_id="negotiation")
    page = client_of(coach.person).get(reverse("coaching:group_create"))
    assert [(choice.label, choice.count) for choice in page.context["themes"]] == [("Negosiasi", 2)]


def test_theme_asked_about_stands_on_the_pages_in_the_readers_language(client_of, at_now, now):
    theme().save(force_insert=True)
    coach, coachee = CoachProfileFactory().person, EmployeeFactory(language="en")
    asked = actions.request_coaching(coach=coach, theme="negotiation", goal=GOAL, by=coachee, now=now)
    client = client_of(coachee)
    client.cookies["django_language"] = "en"
    pages = [reverse("coaching:overview"), asked.get_absolute_url()]
    assert ["Negotiation" in client.get(page).content.decode() for page in pages] == [True, True]


def test_theme_ended_is_chosen_nowhere_and_stays_on_what_has_it(client_of, at_now):
    coach, coachee = offering("research", "team"), EmployeeFactory()
    running = CoachingEngagementFactory(coach=coach.person, theme_id="research")
    CoachingEngagementFactory(coach=coach.person, theme_id="research")
    end("research")
    client = client_of(coachee)
    listed = client.get(reverse("coaching:coach_list"), {"theme": "research"}).context
    filters = [option["value"] for option in listed["groups"][0].options]
    assert filters == ["", "communication", "decisions", "team", "data_analysis", "software", "wellbeing"]
    assert [card.offer.themes for card in listed["cards"]] == [{"team": "Manajemen tim"}]
    assert asked_about(client, coach) == ["team"]
    assert "research" not in codes_of(queries.profile_choices(0, on=TODAY).themes)
    assert "Penelitian" in client_of(running.coachee).get(running.get_absolute_url()).content.decode()
    page = client_of(coach.person).get(reverse("coaching:group_create"))
    assert [choice.value for choice in page.context["themes"]] == ["research"]


def test_theme_is_on_offer_on_its_first_and_its_last_day(client_of, at_now):
    CoachingTheme.objects.filter(code="team").update(valid_until=TODAY)
    CoachingTheme.objects.filter(code="research").update(valid_from=TOMORROW)
    theme().save(force_insert=True)
    asked = asked_about(client_of(EmployeeFactory()), offering("team", "research"))
    assert (asked, "negotiation" in codes_of(queries.profile_choices(0, on=TODAY).themes)) == (["team"], True)


def test_request_about_an_ended_theme_is_refused(now, client_of, at_now):
    coach, coachee = CoachProfileFactory().person, EmployeeFactory()
    end("research")
    with pytest.raises(DomainError, match="tidak ditawarkan lagi"):
        actions.request_coaching(coach=coach, theme="research", goal=GOAL, by=coachee, now=now)
    values = {"theme": "research", "statement": "Meneliti", "sign_of_success": "Ada laporan"}
    answer = client_of(coachee).post(reverse("coaching:engagement_request", args=[coach.pk]), values)
    assert (answer.status_code, CoachingEngagement.objects.count()) == (422, 0)


def test_next_coach_for_an_ended_theme_is_none():
    ended = CoachingEngagementFactory(state="expired")
    CoachProfileFactory()
    end("team")
    assert queries.next_coach(ended, ended.coachee, on=TODAY) is None


def test_profile_keeps_an_ended_theme_until_its_coach_takes_it_out(client_of, at_now, now):
    profile = offering("team", "research")
    end("research")
    client, page = client_of(profile.person), reverse("coaching:coach_edit")
    form = client.get(page).context["form"]
    names = dict(pair for _group, choices in form.fields["themes"].choices for pair in choices)
    assert (names["research"], form["themes"].value()) == ("Penelitian (tidak ditawarkan lagi)", ["team", "research"])
    values = {"about": "Baru", "themes": ["team", "research"], "languages": ["id"], "capacity": "2", "place": ""}
    assert client.post(page, {**values, "seen": form["seen"].value()}).status_code == 302
    assert sorted(profile.themes.values_list("theme", flat=True)) == ["research", "team"]
    actions.change_profile(profile=profile, draft=ProfileDraft(themes=("team",)), by=profile.person, now=now)
    with pytest.raises(DomainError, match="Salah satu tema"):
        actions.change_profile(
            profile=profile, draft=ProfileDraft(themes=("team", "research")), by=profile.person, now=now
        )


def test_profile_with_an_unknown_theme_is_refused(now):
    with pytest.raises(DomainError, match="Salah satu tema"):
        actions.propose_profile(draft=ProfileDraft(themes=("astrologi",)), by=EmployeeFactory(), now=now)


@pytest.mark.parametrize("until", [YESTERDAY, TOMORROW])
def test_profile_of_wellbeing_and_a_theme_that_does_not_last_is_refused(now, until):
    profile = offering("team", "research")
    end("research", on=until)
    with pytest.raises(DomainError, match="Pilih juga tema lain"):
        actions.change_profile(
            profile=profile, draft=ProfileDraft(themes=("research", "wellbeing")), by=profile.person, now=now
        )


def test_profile_of_wellbeing_and_a_theme_not_yet_on_offer_is_refused(now):
    profile = offering("research", "software", "wellbeing")
    CoachingTheme.objects.filter(code="research").update(valid_from=TOMORROW)
    draft = ProfileDraft(themes=("research", "wellbeing"))
    with pytest.raises(DomainError, match="Pilih juga tema lain"):
        actions.change_profile(profile=profile, draft=draft, by=profile.person, now=now)


def test_coach_left_with_wellbeing_alone_can_be_asked_about_nothing(client_of, at_now):
    profile = offering("research", "wellbeing")
    end("research")
    client = client_of(EmployeeFactory())
    text = client.get(reverse("coaching:engagement_request", args=[profile.person_id])).content.decode()
    assert (asked_about(client, profile), "Tema coach ini tidak ditawarkan lagi" in text) == ([], True)


def test_coach_left_with_wellbeing_alone_is_no_next_coach():
    ended = CoachingEngagementFactory(state="expired", theme_id="wellbeing")
    profile = offering("research", "wellbeing")
    before = queries.next_coach(ended, ended.coachee, on=TODAY)
    end("research")
    assert (before, queries.next_coach(ended, ended.coachee, on=TODAY)) == (profile, None)


def test_supervisor_is_asked_about_everything_but_wellbeing(client_of, at_now):
    led = SupervisionFactory()
    end("research")
    form = client_of(led.employee).get(reverse("coaching:engagement_request", args=[led.supervisor_id])).context["form"]
    assert codes_of(form.fields["theme"].choices[1:]) == [
        "communication", "decisions", "team", "data_analysis", "software",
    ]  # fmt: skip


# --- what HR may do with the list --------------------------------------------------------------------------------
def test_theme_is_ended_in_the_admin_and_its_code_stays(office):
    page = reverse("admin:coaching_coachingtheme_change", args=["research"])
    values = {**NEGOTIATION, "code": "other", "name": "Riset", "group": "technical", "valid_until": "2026-12-31"}
    assert office.post(page, values).status_code == 302
    row = CoachingTheme.objects.get(code="research")
    assert (row.name, row.valid_until, CoachingTheme.objects.count()) == ("Riset", date(2026, 12, 31), 7)
    assert Event.objects.get(kind="coaching.theme.changed").target_id == "research"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "team"}, "sudah ada"),
        ({"code": "tema baru"}, "slug"),
        ({"name": "Manajemen tim"}, "sudah ada"),
        ({"group": "wellbeing"}, "hanya berisi satu tema"),
        ({"valid_until": "2026-11-23"}, "sebelum awal"),
        ({"source": ""}, "Mohon diisi"),
    ],
    ids=str,
)
def test_theme_with_wrong_input_is_explained(office, changes, sentence):
    answer = office.post(ADD, {**NEGOTIATION, **changes})
    faults = " ".join(str(fault) for faults in answer.context["adminform"].form.errors.values() for fault in faults)
    assert (answer.status_code, sentence in faults, CoachingTheme.objects.count()) == (200, True, 7), faults


def test_list_is_hrs_alone(now, office, client_of):
    for by in (EmployeeFactory(), EmployeeFactory(is_leader=True), EmployeeFactory(is_verifier=True)):
        with pytest.raises(AccessDenied):
            actions.save_theme(theme=theme(), by=by, now=now)
        assert client_of(by).get(LIST).status_code != 200
    assert office.get(LIST).status_code == 200


def test_last_theme_for_everyone_cannot_end(hr, now):
    CoachingTheme.objects.exclude(code__in=["team", "wellbeing"]).update(valid_until=YESTERDAY)
    with pytest.raises(DomainError, match="Mulai 1 Januari 2027 tidak ada lagi tema"):
        actions.save_theme(theme=theme("team", valid_until=date(2026, 12, 31)), by=hr, now=now)
    with pytest.raises(DomainError, match="Mulai 24 November 2026"):
        actions.save_theme(theme=theme("team", valid_from=TOMORROW), by=hr, now=now)


def test_last_theme_ends_when_another_one_follows_on_the_next_day(hr, now):
    CoachingTheme.objects.exclude(code__in=["team", "wellbeing"]).update(valid_until=YESTERDAY)
    actions.save_theme(theme=theme(valid_from=date(2027, 1, 1)), by=hr, now=now)
    actions.save_theme(theme=theme("team", valid_until=date(2026, 12, 31)), by=hr, now=now)
    assert CoachingTheme.objects.get(code="team").valid_until == date(2026, 12, 31)


def test_theme_that_leaves_a_coach_without_another_one_cannot_end(hr, now):
    offering("research", "wellbeing", person__name="Wayan Sukma")
    offering("research", state="left")
    with pytest.raises(DomainError, match="terus ditawarkan: Wayan Sukma\\."):
        actions.save_theme(theme=theme("research", valid_until=TOMORROW), by=hr, now=now)


def test_theme_that_leaves_a_coach_without_another_one_cannot_begin_later(hr, now):
    offering("research", "wellbeing", person__name="Wayan Sukma")
    with pytest.raises(DomainError, match="terus ditawarkan: Wayan Sukma\\."):
        actions.save_theme(theme=theme("research", valid_from=TOMORROW), by=hr, now=now)
    actions.save_theme(theme=theme("research", valid_from=TODAY), by=hr, now=now)
    assert CoachingTheme.objects.get(code="research").valid_from == TODAY


def test_theme_that_is_not_yet_on_offer_is_no_other_one(hr, now):
    CoachingTheme.objects.filter(code="software").update(valid_from=TOMORROW)
    offering("research", "software", person__name="Wayan Sukma")
    with pytest.raises(DomainError, match="terus ditawarkan: Wayan Sukma\\."):
        actions.save_theme(theme=theme("research", valid_until=TODAY), by=hr, now=now)


def test_theme_that_ends_may_end_later_whoever_offers_it_alone(hr, now):
    end("research", on=TODAY)
    offering("research")
    actions.save_theme(theme=theme("research", valid_until=TOMORROW), by=hr, now=now)
    assert CoachingTheme.objects.get(code="research").valid_until == TOMORROW


def test_theme_beside_another_one_ends_and_its_name_can_be_corrected_afterwards(hr, now):
    profile = offering("research", "software")
    actions.save_theme(theme=theme("research", valid_until=YESTERDAY), by=hr, now=now)
    profile.themes.filter(theme="software").delete()
    actions.save_theme(theme=theme("research", name="Riset"), by=hr, now=now)
    assert CoachingTheme.objects.get(code="research").name == "Riset"


def test_wellbeing_may_end_and_stays_private(hr, now, supervisor, engagement):
    actions.save_theme(theme=theme("wellbeing", valid_until=YESTERDAY, name="Keseimbangan"), by=hr, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingEngagement.objects.filter(pk=engagement.pk).update(theme="wellbeing", is_shared=True)
    CoachingEngagement.objects.filter(pk=engagement.pk).update(theme="wellbeing")
    assert not CoachingEngagement.objects.visible_to(supervisor, on=TODAY).exists()


def test_themes_list_tells_coaches_and_sums(office):
    offering("team")
    offering("team", "wellbeing", state="paused")
    offering("team", state="declined")
    page = office.get(LIST)
    coaches = {row.code: row.coaches for row in page.context["cl"].result_list}
    assert {code: number for code, number in coaches.items() if number} == {"team": 2, "wellbeing": 1}
    assert [quarter.number for quarter in page.context["quarters"]] == [3, 2, 1, 4]


def test_themes_list_asks_the_same_number_of_queries_for_one_and_three(office):
    counts = []
    for number in (1, 2):
        CoachProfileFactory.create_batch(number)
        office.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            office.get(LIST)
        counts.append(len(captured))
    assert counts == [8, 8]


# --- what the database refuses -----------------------------------------------------------------------------------
BAD = {
    "coaching_theme_group": {"group": "x"},
    "coaching_theme_dates": {"valid_until": YESTERDAY, "valid_from": TODAY},
    "coaching_theme_private": {"group": "wellbeing"},
}


@pytest.mark.parametrize("name", BAD)
def test_theme_against_a_rule_is_explained_and_refused(name):
    sentence = next(one for one in CoachingTheme._meta.constraints if one.name == name).violation_error_message
    with pytest.raises(ValidationError) as refusal:
        theme(**BAD[name]).validate_constraints()
    assert refusal.value.messages == [str(sentence)]
    with pytest.raises(IntegrityError), transaction.atomic():
        theme(**BAD[name]).save(force_insert=True)


def test_wellbeing_in_another_group_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingTheme.objects.filter(code="wellbeing").update(group="leading")


def test_theme_that_is_not_on_the_list_is_refused_by_the_database():
    coaching = CoachingEngagementFactory()
    group_of(coaching)
    for model in (CoachingEngagement, CoachTheme, GroupSession):
        with pytest.raises(IntegrityError), transaction.atomic():
            unknown(model)


def unknown(model):
    """Keys are looked at when the transaction ends: look now."""
    model.objects.filter(pk=model.objects.first().pk).update(theme="x")
    connection.check_constraints()


def test_theme_in_use_is_not_deleted():
    CoachingEngagementFactory()
    with pytest.raises(ProtectedError):
        CoachingTheme.objects.get(code="team").delete()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_theme_ended_while_a_coach_chooses_it_beside_wellbeing_is_refused(hr, now, meanwhile):
    profile = offering("research", "software")
    draft = ProfileDraft(themes=("research", "wellbeing"))
    with transaction.atomic():
        actions.save_theme(theme=theme("research", valid_until=TODAY), by=hr, now=now)
        chosen = meanwhile(lambda: actions.change_profile(profile=profile, draft=draft, by=profile.person, now=now))
    with pytest.raises(DomainError, match="Pilih juga tema lain"):
        chosen.result(timeout=20)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_last_themes_ended_at_once_one_stays(hr, now, meanwhile):
    CoachingTheme.objects.exclude(code__in=["team", "research", "wellbeing"]).update(valid_until=YESTERDAY)
    with transaction.atomic():
        actions.save_theme(theme=theme("team", valid_until=TODAY), by=hr, now=now)
        second = meanwhile(
            lambda: actions.save_theme(theme=theme("research", valid_until=TODAY), by=hr, now=now + timedelta(1))
        )
    with pytest.raises(DomainError, match="Mulai 25 November 2026"):
        second.result(timeout=20)
