"""Finding a coach: filters, reasons, the first free time, and being told about a place."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied
from bkn_portal.notifications import registry
from bkn_portal.notifications.models import Reminder
from coaching import actions, queries
from coaching.models import CoachCompetency, CoachingEngagement, CoachLanguage, CoachProfile, CoachTheme, CoachWatch
from tests.factories import (
    AssessmentFactory,
    CoachingEngagementFactory,
    CoachProfileFactory,
    CompetencyFactory,
    EmployeeFactory,
    PositionStandardFactory,
    SupervisionFactory,
)

LIST = "coaching:coach_list"


@pytest.fixture
def budi(db):
    """A coach in Makassar for teams alone, who speaks Bugis and helps with one competency."""
    profile = CoachProfileFactory(person__name="Budi Hartono", person__unit__time_zone="Asia/Makassar", about="Sabar")
    CoachTheme.objects.filter(profile=profile).exclude(theme="team").delete()
    CoachLanguage.objects.create(profile=profile, language="bug")
    CoachCompetency.objects.create(profile=profile, competency=CompetencyFactory())
    return profile


@pytest.fixture
def others(db):
    coaches = CoachProfileFactory.create_batch(2, about="Tegas")
    CoachTheme.objects.filter(profile__in=coaches, theme="team").delete()
    return coaches


def _names(client, **query):
    cards = client.get(reverse(LIST), query).context["cards"]
    return [card.person.name for card in cards]


@pytest.mark.parametrize(
    "query",
    [{"q": "hartono"}, {"q": "sabar"}, {"theme": "team"}, {"language": "bug"}, {"zone": "Asia/Makassar"}],
    ids=str,
)
def test_directory_filter_finds_the_coach_alone(budi, others, client_of, at_now, query):
    assert _names(client_of(EmployeeFactory()), **query) == ["Budi Hartono"]


def test_directory_filters_by_competency_and_unit(budi, others, client_of, at_now):
    client = client_of(EmployeeFactory())
    competency = budi.competencies.get().competency_id
    assert _names(client, competency=competency) == _names(client, unit=budi.person.unit_id) == ["Budi Hartono"]


def test_directory_links_keep_the_other_filters(budi, others, client_of, at_now):
    text = client_of(EmployeeFactory()).get(reverse(LIST), {"theme": "team", "q": "budi"}).content.decode()
    assert "?theme=team&amp;q=budi&amp;zone=Asia%2FMakassar" in text


def test_directory_shows_full_and_paused_coaches_last_and_can_leave_them_out(budi, others, client_of, at_now):
    CoachProfile.objects.filter(pk=budi.pk).update(state="paused")
    full = others[0]
    CoachProfile.objects.filter(pk=full.pk).update(capacity=1)
    CoachingEngagementFactory(coach=full.person)
    client = client_of(EmployeeFactory())
    assert (_names(client)[0], _names(client, free="1")) == (others[1].person.name, [others[1].person.name])
    text = client.get(reverse(LIST)).content.decode()
    assert (text.count("Kabari saya"), "jeda" in text, "penuh" in text) == (2, True, True)


@pytest.mark.parametrize("state", ["proposed", "declined", "left"])
def test_directory_leaves_out_who_is_no_coach(budi, client_of, at_now, state):
    CoachProfile.objects.update(state=state)
    assert _names(client_of(EmployeeFactory())) == []
    page = reverse("coaching:engagement_request", args=[budi.person_id])
    assert client_of(EmployeeFactory()).get(page).status_code == 404


def test_card_says_why_the_coach_fits_and_the_first_time_in_both_zones(budi, client_of, at_now):
    reader = EmployeeFactory()
    competency = budi.competencies.get().competency
    PositionStandardFactory(position=reader.position, competency=competency, level=4)
    AssessmentFactory(employee=reader, competency=competency, level=2)
    card = client_of(reader).get(reverse(LIST), {"theme": "team"}).context["cards"][0]
    assert card.reasons == ["tema Manajemen tim", f"membantu kesenjangan Anda: {competency.name}", "WITA", "3 tempat"]
    assert (card.first_slot.start.isoformat(), card.first_slot.there) == ("2026-11-24T03:00:00+00:00", "11.00 WITA")


def test_card_names_every_competency_of_the_coach_gap_or_not(budi, client_of, at_now):
    more = CoachCompetency.objects.create(profile=budi, competency=CompetencyFactory())
    names = sorted([budi.competencies.exclude(pk=more.pk).get().competency.name, more.competency.name])
    page = client_of(EmployeeFactory()).get(reverse(LIST))
    (card,) = page.context["cards"]
    assert (card.offer.competencies, f"Kompetensi: {', '.join(names)}" in page.content.decode()) == (names, True)


def test_card_names_two_gaps_in_one_reason(budi, client_of, at_now):
    reader = EmployeeFactory()
    CoachCompetency.objects.create(profile=budi, competency=CompetencyFactory())
    names = sorted(row.competency.name for row in budi.competencies.all())
    for row in budi.competencies.all():
        PositionStandardFactory(position=reader.position, competency=row.competency, level=4)
        AssessmentFactory(employee=reader, competency=row.competency, level=2)
    card = client_of(reader).get(reverse(LIST)).context["cards"][0]
    assert card.reasons == [f"membantu kesenjangan Anda: {names[0]} dan {names[1]}", "WITA", "3 tempat"]


def test_fitting_puts_the_coach_for_the_gap_first(budi, others, now):
    reader = EmployeeFactory()
    competency = budi.competencies.get().competency
    PositionStandardFactory(position=reader.position, competency=competency, level=4)
    AssessmentFactory(employee=reader, competency=competency, level=2)
    assert queries.fitting(reader, now=now)[0].profile == budi


def test_directory_asks_the_same_number_of_queries_with_gaps_bookings_and_languages(client_of, db, at_now):
    client, counts = client_of(EmployeeFactory()), []
    for number in (1, 3):
        for profile in CoachProfileFactory.create_batch(number):
            CoachLanguage.objects.create(profile=profile, language="id")
            CoachCompetency.objects.create(profile=profile, competency=CompetencyFactory())
        client.get(reverse(LIST))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(LIST))
        counts.append(len(captured))
    assert counts == [8, 8]


def test_directory_page_that_is_none_is_the_first(client_of, db, at_now):
    CoachProfileFactory.create_batch(25)
    client = client_of(EmployeeFactory())
    first, second = _names(client), _names(client, page=2)
    assert (len(first), len(second), len({*first, *second})) == (24, 1, 25)
    assert [_names(client, page=page) for page in ("3", "0", "x")] == [first, first, first]
    assert "Halaman 2 dari 2" in client.get(reverse(LIST), {"page": 2}).content.decode()


def test_request_page_of_a_full_coach_offers_the_watch(budi, client_of, at_now):
    CoachProfile.objects.update(capacity=1)
    CoachingEngagementFactory(coach=budi.person)
    text = (
        client_of(EmployeeFactory()).get(reverse("coaching:engagement_request", args=[budi.person_id])).content.decode()
    )
    assert ("Coach ini penuh" in text, "Kabari saya" in text) == (True, True)


@pytest.mark.parametrize("number", ["0", "-1", "x", "10001", "9" * 20])
def test_directory_page_that_no_database_can_count_is_the_first(client_of, db, at_now, number):
    coach = CoachProfileFactory()
    page = client_of(EmployeeFactory()).get(reverse(LIST), {"page": number})
    assert (page.status_code, [card.profile for card in page.context["cards"]]) == (200, [coach])


@pytest.mark.parametrize(("state", "words"), [("requested", "Sudah Anda minta"), ("active", "Sedang mendampingi Anda")])
def test_directory_offers_nobody_whom_the_reader_has_asked_already(budi, client_of, at_now, state, words):
    engagement = CoachingEngagementFactory(coach=budi.person, state=state)
    client, ask = client_of(engagement.coachee), reverse("coaching:engagement_request", args=[budi.person_id])
    for page in (reverse(LIST), ask):
        text = client.get(page).content.decode()
        assert (words in text, f'href="{engagement.get_absolute_url()}"' in text) == (True, True)
        assert (f'href="{ask}"' in text, "id_statement" in text) == (False, False)


def test_directory_offers_no_supervisor_who_coaches_the_reader_already(client_of, at_now, db):
    leads = SupervisionFactory()
    CoachingEngagementFactory(coachee=leads.employee, coach=leads.supervisor, kind="supervisor")
    text = client_of(leads.employee).get(reverse(LIST)).content.decode()
    assert ("Atasan langsung Anda" in text, "Sedang mendampingi Anda" in text) == (True, True)
    assert reverse("coaching:engagement_request", args=[leads.supervisor.pk]) not in text


def test_suggestions_leave_out_whoever_the_reader_has_asked(budi, others, client_of, now, at_now):
    leads = SupervisionFactory()
    reader = leads.employee
    for coach in (budi.person, leads.supervisor):
        CoachingEngagementFactory(coachee=reader, coach=coach, state="requested", kind="internal")
    left = {profile.person for profile in others}
    assert {card.person for card in queries.fitting(reader, now=now)} == left
    board = client_of(reader).get(reverse("coaching:overview")).context["board"]
    assert {candidate.person for candidate in board.suggested} == left


def _watch(profile, person, now, *, is_watching=True):
    actions.watch_coach(profile=profile, is_watching=is_watching, by=person, now=now)


def test_watch_is_told_once_when_a_place_is_free(budi, now):
    CoachProfile.objects.update(capacity=1)
    engagement, watcher = CoachingEngagementFactory(coach=budi.person), EmployeeFactory()
    _watch(budi, watcher, now)
    assert actions.tell_watchers(now=now) == 0
    actions.cancel_engagement(engagement=engagement, reason="x", by=engagement.coachee, now=now)
    Reminder.objects.all().delete()
    assert (actions.tell_watchers(now=now), actions.tell_watchers(now=now)) == (1, 0)
    assert list(Reminder.objects.values_list("kind", "recipient")) == [("coaching.place_free", watcher.pk)]
    CoachProfile.objects.update(state="paused")
    _watch(budi, watcher, now + timedelta(days=1))
    CoachProfile.objects.update(state="active")
    assert actions.tell_watchers(now=now + timedelta(days=1)) == 1
    assert Reminder.objects.count() == 2


def test_watch_is_the_one_kind_that_the_administration_never_lists():
    assert registry.private_codes() == ["coaching.place_free"]


def test_watch_of_a_paused_coach_is_told_when_the_coach_returns(budi, now):
    CoachProfile.objects.update(state="paused")
    _watch(budi, EmployeeFactory(), now)
    assert actions.tell_watchers(now=now) == 0
    CoachProfile.objects.update(state="active")
    assert actions.tell_watchers(now=now) == 1


def test_watch_is_told_when_the_quiet_hours_end(budi, now):
    """At nine in the evening a notice would wait until the morning, and the place might be gone."""
    CoachProfile.objects.update(state="paused")
    _watch(budi, EmployeeFactory(), now)
    CoachProfile.objects.update(state="active")
    evening, morning = now + timedelta(hours=12), now + timedelta(hours=21)
    assert (actions.tell_watchers(now=evening), CoachWatch.objects.count()) == (0, 1)
    assert (actions.tell_watchers(now=morning), CoachWatch.objects.count()) == (1, 0)


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_watch_of_somebody_who_is_not_there_is_not_found(client_of, db, pk):
    url = reverse("coaching:coach_watch", args=[pk])
    assert client_of(EmployeeFactory()).post(url, {"is_watching": "on"}).status_code == 404


def test_watch_twice_is_one_and_can_be_taken_back(budi, now):
    CoachProfile.objects.update(state="paused")
    watcher = EmployeeFactory()
    _watch(budi, watcher, now)
    _watch(budi, watcher, now)
    assert CoachWatch.objects.count() == 1
    _watch(budi, watcher, now, is_watching=False)
    assert CoachWatch.objects.count() == 0


def test_watch_of_a_coach_with_a_place_leads_to_the_request(budi, client_of, at_now):
    url, ask = (reverse(f"coaching:{name}", args=[budi.person_id]) for name in ("coach_watch", "engagement_request"))
    page = client_of(EmployeeFactory()).post(url, {"is_watching": "on"}, follow=True)
    assert page.redirect_chain == [(ask, 302)]
    told = [(message.level_tag, str(message)) for message in page.context["messages"]]
    assert told == [("info", "Coach ini masih memiliki tempat: Anda dapat memintanya sekarang.")]
    assert CoachWatch.objects.count() == 0


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/coaching/coach/?theme=team", "/coaching/coach/?theme=team"),
        ("https://elsewhere.example/", "/coaching/coach/"),
        ("", "/coaching/coach/"),
    ],
)
def test_watch_leads_back_to_the_page_with_its_filters(budi, client_of, at_now, came_from, back):
    CoachProfile.objects.update(state="paused")
    url = reverse("coaching:coach_watch", args=[budi.person_id])
    answer = client_of(EmployeeFactory()).post(url, {"is_watching": "on"}, headers={"referer": came_from})
    assert (answer.status_code, answer.url) == (302, back)


def test_watch_of_a_coach_who_was_asked_says_so(budi, client_of, at_now):
    CoachProfile.objects.update(capacity=1)
    coachee = CoachingEngagementFactory(coach=budi.person).coachee
    url = reverse("coaching:coach_watch", args=[budi.person_id])
    page = client_of(coachee).post(url, {"is_watching": "on"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Coach ini sudah Anda minta."]
    assert ("Sedang mendampingi Anda" in page.content.decode(), CoachWatch.objects.count()) == (True, 0)


def test_watch_ends_when_the_watcher_asks_the_coach(budi, now):
    CoachProfile.objects.update(state="paused")
    watcher, other = EmployeeFactory.create_batch(2)
    _watch(budi, watcher, now), _watch(budi, other, now)
    CoachProfile.objects.update(state="active")
    goal = actions.GoalDraft("Memimpin", "Ada keputusan")
    actions.request_coaching(coach=budi.person, theme="team", goal=goal, by=watcher, now=now)
    assert [watch.person for watch in CoachWatch.objects.all()] == [other]


def test_watch_of_oneself_is_denied(budi, now):
    with pytest.raises(AccessDenied):
        _watch(budi, budi.person, now)


def test_watch_leaves_no_trace_for_the_coach_or_hr(budi, client_of, at_now):
    CoachProfile.objects.update(state="paused")
    watcher = EmployeeFactory(name="Pengintip Sunyi")
    url = reverse("coaching:coach_watch", args=[budi.person_id])
    assert client_of(watcher).post(url, {"is_watching": "on"}).status_code == 302
    assert (CoachWatch.objects.count(), Event.objects.count(), Reminder.objects.count()) == (1, 0, 0)
    for reader in (budi.person, EmployeeFactory(is_hr_admin=True)):
        for route in ("coaching:coach_profile", "coaching:overview", LIST, "notifications:inbox", "home:dashboard"):
            assert "Pengintip" not in client_of(reader).get(reverse(route)).content.decode()


def test_request_takes_the_coachs_length_of_a_session(budi, now):
    CoachProfile.objects.update(session_minutes=90)
    goal = actions.GoalDraft("Memimpin", "Ada keputusan")
    actions.request_coaching(coach=budi.person, theme="team", goal=goal, by=EmployeeFactory(), now=now)
    assert CoachingEngagement.objects.get().session_minutes == 90


def test_supervisor_is_offered_beside_the_directory(db, client_of, at_now):
    relation = SupervisionFactory()
    context = client_of(relation.employee).get(reverse(LIST)).context
    assert [candidate.person for candidate in context["supervisors"]] == [relation.supervisor]


def test_directory_without_a_coach_blames_no_filter_and_shows_how_to_become_one(db, client_of, at_now):
    client = client_of(EmployeeFactory())
    empty, filtered = (client.get(reverse(LIST), asked).content.decode() for asked in ({}, {"theme": "team"}))
    assert ("Belum ada coach internal" in empty, "saringan untuk" in empty) == (True, False)
    assert ("Belum ada coach internal" in filtered, "saringan untuk" in filtered) == (False, True)


def test_supervisor_who_is_a_coach_too_stands_above_the_directory_alone(budi, others, client_of, at_now):
    relation = SupervisionFactory(supervisor=budi.person)
    client = client_of(relation.employee)
    context = client.get(reverse(LIST)).context
    assert [candidate.person for candidate in context["supervisors"]] == [budi.person]
    assert {card.profile.pk for card in context["cards"]} == {profile.pk for profile in others}
    filtered = client.get(reverse(LIST), {"theme": "team"})
    assert (filtered.context["cards"], "Tidak ada coach lain yang sesuai" in filtered.content.decode()) == ([], True)


def test_request_page_of_a_supervisor_who_is_a_coach_too_says_which_coaching_it_is(budi, others, client_of, at_now):
    relation, words = SupervisionFactory(supervisor=budi.person), "coaching selalu oleh atasan langsung"
    client = client_of(relation.employee)
    pages = [reverse("coaching:engagement_request", args=[coach.person_id]) for coach in (budi, others[0])]
    assert [words in client.get(page).content.decode() for page in pages] == [True, False]
