"""Group sessions on the screen: planned in two steps, answered by each coachee, and nothing told of one another."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.worklist.queries import agenda_for, todos_for
from coaching import actions, queries
from coaching.models import CoachingSession, GroupSession
from tests.factories import CoachingEngagementFactory, OrgUnitFactory, group_of

from .conftest import book, full_feedback
from .markers import dump, found_in

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CREATE = reverse("coaching:group_create")


@pytest.fixture
def trio(engagement):
    names = ("Budi Santoso", "Citra Lestari")
    more = [CoachingEngagementFactory(coach=engagement.coach, coachee__name=name) for name in names]
    return [engagement, *more]


@pytest.fixture
def group(trio):
    return group_of(*trio, start=NINE)


def part_of(group, engagement):
    return group.sessions.get(engagement=engagement)


def picked(engagements, **change):
    values = {"theme": "team", "minutes": "60", "coachee": [row.pk for row in engagements], **change}
    return f"{CREATE}?{urlencode(values, doseq=True)}"


def slot(**change):
    return {"start": NINE.isoformat(), "mode": "online", "place": "Ruang daring", "topic": "Rapat singkat", **change}


def test_create_page_offers_themes_with_two_coachees_and_never_stress_and_balance(trio, client_of, at_now):
    coach = trio[0].coach
    CoachingEngagementFactory(coach=coach, theme_id="decisions")
    for _number in range(2):
        CoachingEngagementFactory(coach=coach, theme_id="wellbeing", coachee__name="Dewi Rahasia")
    page = client_of(coach).get(f"{CREATE}?theme=wellbeing")
    assert [(choice.value, choice.count) for choice in page.context["themes"]] == [("team", 3)]
    assert "Dewi Rahasia" not in page.content.decode()


def test_create_page_offers_the_times_free_for_all(trio, client_of, at_now, now):
    book(CoachingEngagementFactory(coachee=trio[1].coachee), NINE, now)
    page = client_of(trio[0].coach).get(picked(trio))
    first_day = [slot.here for slot in page.context["offer"].days[0].slots]
    assert first_day == ["10.00–11.00", "11.00–12.00"]


def test_create_page_shows_the_clocks_of_all_zones(trio, client_of, at_now):
    trio[1].coachee.time_zone_override = "Asia/Jayapura"
    trio[1].coachee.save(update_fields=["time_zone_override"])
    trio[2].coachee.unit = OrgUnitFactory(time_zone="Asia/Makassar")
    trio[2].coachee.save(update_fields=["unit"])
    offer = client_of(trio[0].coach).get(picked(trio)).context["offer"]
    assert (offer.other_zone, offer.days[0].slots[0].there) == ("WIT, WITA", "12.00 WIT · 11.00 WITA")


def test_create_page_of_a_theme_keeps_the_dark_colours(trio, client_of, at_now):
    client = client_of(trio[0].coach)
    client.cookies["theme"] = "dark"
    text = client.get(picked(trio)).content.decode()
    assert ('data-bs-theme="dark"' in text, 'value="dark" aria-pressed="true"' in text) == (True, True)


@pytest.mark.parametrize("chosen", [[], [0], ["x"], [0, 999]], ids=str)
def test_create_page_with_a_wrong_choice_says_so_and_offers_no_time(trio, client_of, at_now, chosen):
    keys = [trio[key].pk if key == 0 else key for key in chosen]
    page = client_of(trio[0].coach).get(picked([], coachee=keys))
    assert ("Pilih 2 sampai 8 coachee" in page.content.decode(), "offer" in page.context) == (True, False)


def test_create_page_books_and_leads_to_the_list(trio, client_of, at_now):
    answer = client_of(trio[0].coach).post(picked(trio), slot())
    group = GroupSession.objects.get()
    assert (answer.status_code, group.topic, group.sessions.count(), group.place) == (
        302,
        "Rapat singkat",
        3,
        "Ruang daring",
    )


@pytest.mark.parametrize(
    "wrong",
    [{"topic": ""}, {"topic": "a" * 201}, {"start": "x"}, {"start": (NINE - 7 * DAY).isoformat()}, {"mode": "x"}],
)
def test_create_page_refused_keeps_what_was_typed(trio, client_of, at_now, wrong):
    answer = client_of(trio[0].coach).post(picked(trio), slot(**wrong))
    assert (answer.status_code, GroupSession.objects.count()) == (422, 0)
    assert "Ruang daring" in answer.content.decode()


def test_create_page_sent_twice_books_once(trio, client_of, at_now):
    client = client_of(trio[0].coach)
    answers = [client.post(picked(trio), slot()).status_code for _number in range(2)]
    assert (answers, GroupSession.objects.count()) == ([302, 422], 1)


def test_create_page_with_the_coachee_of_another_coach_is_refused(trio, client_of, at_now):
    answer = client_of(trio[0].coach).post(picked([*trio, CoachingEngagementFactory()]), slot())
    assert (answer.status_code, GroupSession.objects.count()) == (422, 0)


def test_names_are_known_among_those_who_take_part_alone(group, trio, client_of, at_now, now):
    for engagement in trio[:2]:
        actions.join_group(session=part_of(group, engagement), by=engagement.coachee, now=now)
    pages = [
        client_of(engagement.coachee).get(part_of(group, engagement).get_absolute_url()).content.decode()
        for engagement in trio
    ]
    names = [[name in page for name in ("Ratna Sari", "Budi Santoso", "Citra Lestari")] for page in pages]
    # each page names its reader in the masthead
    assert names == [[True, True, False], [True, True, False], [False, False, True]]
    assert ["2 rekan ikut" in page for page in pages] == [False, False, True]


def test_members_read_nothing_of_one_another(group, trio, client_of, at_now, now):
    at_now.move_to(NINE + 2 * HOUR)
    for number, engagement in enumerate(trio):
        session = part_of(group, engagement)
        actions.join_group(session=session, by=engagement.coachee, now=now)
        actions.write_agenda(session=session, agenda=f"Agenda{number}", by=engagement.coachee, now=now)
        feedback = full_feedback(now.date(), goal=f"Goal{number}", feedback=f"Feedback{number}", note=f"Note{number}")
        actions.give_feedback(session=session, feedback=feedback, by=group.coach, now=NINE + HOUR)
    client = client_of(trio[0].coachee)
    text = client.get(part_of(group, trio[0]).get_absolute_url()).content.decode()
    found = [word for word in ("Agenda", "Goal", "Feedback", "Note") for n in (0, 1, 2) if f"{word}{n}" in text]
    assert found == ["Agenda", "Goal", "Feedback"]
    assert {client.get(part_of(group, other).get_absolute_url()).status_code for other in trio[1:]} == {404}


@pytest.mark.parametrize(
    ("moment", "offered"),
    [(NINE - DAY, [(False, True)] * 2), (NINE, [(True, False)] * 2), (NINE + DAY, [(True, False)] * 2)],
)
def test_group_page_offers_taking_out_before_and_missing_afterwards(group, trio, now, moment, offered):
    actions.cancel_session(session=part_of(group, trio[2]), reason="x", by=group.coach, now=now)
    rows = queries.group_page(group, now=moment).participants
    found = {row.session.engagement_id: (row.may_miss, row.may_take_out) for row in rows}
    assert [found[engagement.pk] for engagement in trio] == [*offered, (False, False)]


def test_group_page_leads_members_to_their_own_session_and_others_nowhere(
    group, trio, outsiders, client_of, at_now, now
):
    answer = client_of(trio[1].coachee).get(group.get_absolute_url())
    assert answer.url == part_of(group, trio[1]).get_absolute_url()
    actions.cancel_session(session=part_of(group, trio[1]), reason="x", by=trio[1].coachee, now=now)
    for person in [*outsiders, trio[1].coachee, CoachingEngagementFactory().coach]:
        assert client_of(person).get(group.get_absolute_url()).status_code == 404


def test_coachee_takes_part_with_one_click_and_can_still_say_no(group, trio, client_of, at_now):
    client, session = client_of(trio[0].coachee), part_of(group, trio[0])
    page = client.post(reverse("coaching:session_join", args=[session.pk]), follow=True)
    session.refresh_from_db()
    assert (session.joined_at, "Anda ikut." in page.content.decode()) == (datetime(2026, 11, 24, 2, tzinfo=UTC), True)
    client.post(reverse("coaching:session_cancel", args=[session.pk]), {"reason": "Dinas"})
    session.refresh_from_db()
    assert (session.state, GroupSession.objects.get().state) == ("cancelled", "scheduled")


def test_join_of_a_group_that_was_called_off_says_so(group, trio, client_of, at_now, now):
    actions.cancel_group(group=group, reason="x", by=group.coach, now=now)
    page = client_of(trio[0].coachee).post(
        reverse("coaching:session_join", args=[part_of(group, trio[0]).pk]), follow=True
    )
    assert "sudah berubah" in page.content.decode()


def test_topic_is_ciphertext_in_a_dump_and_stands_in_no_audit_event(trio, client_of, at_now):
    client_of(trio[0].coach).post(picked(trio), slot(topic="XqtopicVz"))
    assert GroupSession.objects.get().topic == "XqtopicVz"
    assert found_in(dump(connection), ["XqtopicVz"]) == []


def test_session_of_a_group_offers_no_move_of_its_own(group, trio, client_of, at_now):
    session = part_of(group, trio[0])
    page = client_of(trio[0].coachee).get(session.get_absolute_url()).content.decode()
    move = reverse("coaching:session_move", args=[session.pk])
    assert (move in page, reverse("coaching:session_cancel", args=[session.pk]) in page) == (False, True)
    assert client_of(group.coach).get(move).url == reverse("coaching:group_move", args=[group.pk])


def test_group_page_shows_the_coach_who_comes_and_then_each_feedback(group, trio, client_of, at_now, now):
    actions.join_group(session=part_of(group, trio[0]), by=trio[0].coachee, now=now)
    actions.cancel_session(session=part_of(group, trio[1]), reason="x", by=trio[1].coachee, now=now)
    before = client_of(group.coach).get(group.get_absolute_url())
    at_now.move_to(NINE + 2 * HOUR)
    session = part_of(group, trio[0])
    actions.give_feedback(session=session, feedback=full_feedback(now.date()), by=group.coach, now=NINE + HOUR)
    after = client_of(group.coach).get(group.get_absolute_url())
    shown = [
        [(row.session.engagement, str(row.state)) for row in page.context["page"].participants]
        for page in (before, after)
    ]
    assert [dict(rows) for rows in shown] == [
        {trio[0]: "ikut", trio[1]: "tidak ikut", trio[2]: "belum menjawab"},
        {trio[0]: "menunggu refleksi coachee", trio[1]: "tidak ikut", trio[2]: "umpan balik perlu ditulis"},
    ]


def test_group_page_after_the_coach_called_it_off_tells_who_had_said_no_and_promises_no_jp(
    group, trio, client_of, at_now, now
):
    actions.cancel_session(session=part_of(group, trio[1]), reason="x", by=trio[1].coachee, now=now - HOUR)
    actions.cancel_group(group=group, reason="Dinas", by=group.coach, now=now)
    page = client_of(group.coach).get(group.get_absolute_url())
    states = {row.session.engagement: str(row.state) for row in page.context["page"].participants}
    assert states == {trio[0]: "dibatalkan", trio[1]: "tidak ikut", trio[2]: "dibatalkan"}
    assert "2 JP" not in page.content.decode()


def test_invitation_that_was_declined_or_called_off_asks_no_more(group, trio, client_of, at_now, now):
    actions.cancel_session(session=part_of(group, trio[0]), reason="x", by=trio[0].coachee, now=now)
    pages = [client_of(one.coachee).get(part_of(group, one).get_absolute_url()).content.decode() for one in trio[:2]]
    assert [("Jika Anda ikut" in page, "rekan" in page) for page in pages] == [(False, False), (True, True)]


def test_group_page_with_one_left_says_so(group, trio, client_of, at_now, now):
    page = [client_of(group.coach).get(group.get_absolute_url()).context["page"].is_small]
    for engagement in trio[1:]:
        actions.cancel_session(session=part_of(group, engagement), reason="x", by=engagement.coachee, now=now)
        page.append(client_of(group.coach).get(group.get_absolute_url()).context["page"].is_small)
    assert page == [False, False, True]


def test_move_page_starts_from_the_present_time_and_moves_all(group, client_of, at_now):
    client, page = client_of(group.coach), reverse("coaching:group_move", args=[group.pk])
    assert client.get(page).context["chosen"] == NINE.isoformat()
    values = {"start": (NINE + HOUR).isoformat(), "mode": "online", "place": "R2", "reason": "Rapat", "sequence": "0"}
    assert client.post(page, {**values, "reason": ""}).status_code == 422
    assert client.post(page, values).status_code == 302
    assert set(CoachingSession.objects.values_list("start", "place")) == {(NINE + HOUR, "R2")}
    assert client.post(page, values).status_code == 422


def test_cancel_page_at_short_notice_says_so_and_calls_off(group, client_of, at_now):
    page, found = reverse("coaching:group_cancel", args=[group.pk]), []
    for moment in (NINE - 2 * HOUR, NINE - HOUR / 2):
        at_now.move_to(moment)
        client = client_of(group.coach)
        found.append("Waktu mulai sudah dekat" in client.get(page).content.decode())
    assert found == [False, True]
    assert client.post(page, {"reason": "Dinas"}).status_code == 302
    assert set(CoachingSession.objects.values_list("state", "is_short_notice")) == {("cancelled", True)}


def test_beranda_of_the_coach_has_a_group_once(group, at_now, now):
    (item,) = agenda_for(group.coach, now)
    assert (item.title, item.url) == ("Sesi kelompok", group.get_absolute_url())
    later = NINE + 2 * HOUR
    assert [(todo.title, todo.url) for todo in todos_for(group.coach, later)] == [
        ("Beri umpan balik sesi kelompok", group.get_absolute_url())
    ]


def test_beranda_of_a_coachee_asks_for_an_answer_and_then_for_the_agenda(group, trio, now):
    coachee, session = trio[0].coachee, part_of(group, trio[0])
    first = todos_for(coachee, now)
    actions.join_group(session=session, by=coachee, now=now)
    titles = [[todo.title for todo in found] for found in (first, todos_for(coachee, now))]
    assert titles == [["Apakah Anda ikut sesi kelompok?"], ["Siapkan agenda sesi coaching ke-1"]]


def test_group_counts_once_in_the_hours_of_its_coach(group, now):
    CoachingSession.objects.update(state="held")
    hours = queries.coach_hours.coach_hours(group.coach, year=2026, now=NINE + DAY)
    assert (hours.sessions, hours.length, hours.people) == (1, HOUR, 3)


@pytest.mark.parametrize("route", ["detail", "move", "create", "session"])
def test_group_pages_take_the_same_queries_with_two_and_eight(engagement, client_of, at_now, route):
    every = [engagement, *(CoachingEngagementFactory(coach=engagement.coach) for _number in range(7))]
    counts = []
    for count, start in ((2, NINE), (8, NINE + DAY)):
        group = group_of(*every[:count], start=start)
        paths = {
            "detail": group.get_absolute_url(),
            "move": reverse("coaching:group_move", args=[group.pk]),
            "create": picked(every[:count]),
            "session": part_of(group, every[count - 1]).get_absolute_url(),
        }
        client = client_of(every[count - 1].coachee if route == "session" else group.coach)
        client.get(paths[route])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(paths[route]).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
