"""Pages: who sees what, wrong input, stale input, and a constant number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.worklist.queries import todos_for
from coaching import actions
from coaching.models import CoachingEngagement, CoachingSession, CoachNote, SessionRecord
from coaching.queries import agenda_version, record_version
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    EmployeeFactory,
    FollowUpFactory,
    SessionRecordFactory,
)

from .conftest import full_feedback, posted_scores, seen_by

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
AFTER = NINE + timedelta(hours=2)
DUE = datetime(2026, 12, 2, tzinfo=UTC).date()
HUGE = 10**30
NUL = "a\x00b"
ENGAGEMENT_ROUTES = [
    "engagement_detail",
    "engagement_answer",
    "engagement_cancel",
    "engagement_complete",
    "session_book",
]
SESSION_ROUTES = [
    "session_detail",
    "session_agenda",
    "session_feedback",
    "session_note",
    "session_reflection",
    "session_move",
    "session_cancel",
    "session_no_show",
]
ROWS = {"steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "0", "steps-0-side": "coachee"}
GROW = {"method": "grow", "goal": "a", "reality": "b", "options": "c", "will": "d", "feedback": "e"}
NOTHING_YET = record_version(None, [], "", [])


@pytest.fixture
def session(engagement):
    return CoachingSessionFactory(engagement=engagement, start=NINE)


def _url(route, pk):
    return reverse(f"coaching:{route}", args=[pk])


def test_pages_of_strangers_are_not_found(session, outsiders, client_of, at_now):
    for outsider in outsiders:
        client = client_of(outsider)
        paths = [_url(route, session.engagement_id) for route in ENGAGEMENT_ROUTES]
        paths += [_url(route, session.pk) for route in SESSION_ROUTES]
        assert {client.get(path).status_code for path in paths} == {404}


def test_pages_without_the_right_are_forbidden_to_the_other_side(session, client_of, at_now):
    coachee, coach = client_of(session.engagement.coachee), client_of(session.engagement.coach)
    assert coachee.get(_url("session_feedback", session.pk)).status_code == 403
    assert coachee.get(_url("engagement_answer", session.engagement_id)).status_code == 403
    assert coach.get(_url("session_agenda", session.pk)).status_code == 403
    assert coach.get(_url("session_reflection", session.pk)).status_code == 403
    assert coach.post(_url("engagement_share", session.engagement_id)).status_code == 403


def test_supervisor_sees_of_a_shared_coaching_that_it_exists(session, supervisor, client_of, at_now):
    CoachingEngagement.objects.update(is_shared=True)
    client = client_of(supervisor)
    text = client.get(_url("engagement_detail", session.engagement_id)).content.decode()
    assert ("Ratna Sari" in text, "Memimpin rapat" in text, "Manajemen tim" in text) == (True, False, False)
    assert client.get(_url("session_book", session.engagement_id)).status_code == 403
    assert client.get(_url("session_detail", session.pk)).status_code == 404


@pytest.mark.parametrize(("moment", "asked"), [(NINE - AN_HOUR, 1), (NINE, 0), (AFTER, 0)])
def test_agenda_is_written_before_the_session_and_read_afterwards(session, client_of, at_now, moment, asked):
    at_now.move_to(moment)
    coachee = session.engagement.coachee
    page = client_of(coachee).get(_url("session_detail", session.pk))
    assert (len(page.context["forms"]), page.content.decode().count("Belum ditulis.")) == (asked, 1 - asked)
    assert [todo.url for todo in todos_for(coachee, moment)].count(_url("session_agenda", session.pk)) == asked


def test_agenda_sent_when_the_session_has_begun_is_refused_and_keeps_what_was_typed(session, client_of, at_now):
    at_now.move_to(NINE)
    typed = {"agenda": "Terlambat", "seen": agenda_version("")}
    answer = client_of(session.engagement.coachee).post(_url("session_agenda", session.pk), typed)
    told = ["Terlambat", "agenda tetap seperti semula"]
    assert (answer.status_code, [word for word in told if word not in answer.content.decode()]) == (422, [])
    assert CoachingSession.objects.get().agenda == ""


def test_private_note_is_on_the_coachs_page_alone(session, client_of, at_now):
    at_now.move_to(AFTER)
    feedback = full_feedback(DUE, note="Ia tampak ragu")
    actions.give_feedback(session=session, feedback=feedback, by=session.engagement.coach, now=AFTER)
    page = _url("session_detail", session.pk)
    found = [
        "Ia tampak ragu" in client_of(person).get(page).content.decode()
        for person in (session.engagement.coach, session.engagement.coachee)
    ]
    assert found == [True, False]


def test_draft_of_the_record_is_hidden_from_the_coachee(session, client_of, at_now):
    actions.save_feedback_draft(
        session=session, feedback=full_feedback(DUE, will="Konsep"), by=session.engagement.coach, now=AFTER
    )
    for route in ("session_detail", "engagement_detail"):
        pk = session.pk if route == "session_detail" else session.engagement_id
        text = client_of(session.engagement.coachee).get(_url(route, pk)).content.decode()
        assert [word for word in ("Konsep", "Pakai lembar keputusan") if word in text] == []


@pytest.mark.parametrize("route", [*ENGAGEMENT_ROUTES, *SESSION_ROUTES])
def test_page_of_a_huge_number_is_not_found(engagement, client_of, route):
    assert client_of(engagement.coachee).get(_url(route, HUGE)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("statement", "", "Mohon diisi"),
        ("statement", "x" * 201, "200"),
        ("sign_of_success", NUL, "tidak dapat disimpan"),
        ("theme", "astrologi", "pilihan"),
        ("aim", "1:9", "pilihan"),
        ("aim", f"{HUGE}:3", "pilihan"),
        ("due", "1999-12-31", "tiga tahun"),
    ],
)
def test_request_with_wrong_input_is_refused_and_keeps_what_was_typed(db, client_of, field, value, sentence):
    coach = CoachProfileFactory().person
    values = {"theme": "team", "statement": "Memimpin", "sign_of_success": "Ada keputusan", field: value}
    answer = client_of(EmployeeFactory()).post(_url("engagement_request", coach.pk), values)
    text = answer.content.decode()
    kept = "Ada keputusan" if field != "sign_of_success" else "Memimpin"
    assert (answer.status_code, CoachingEngagement.objects.count(), kept in text) == (422, 0, True)
    assert sentence.lower() in text.lower()


def test_request_submitted_twice_makes_one(db, client_of, at_now):
    coach, client = CoachProfileFactory().person, client_of(EmployeeFactory())
    values = {"theme": "team", "statement": "Memimpin", "sign_of_success": "Ada keputusan"}
    codes = [client.post(_url("engagement_request", coach.pk), values).status_code for _time in range(2)]
    assert (codes, CoachingEngagement.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    "start", ["", "x", NUL, "2026-11-25", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "x" * 5000]
)
def test_booking_with_wrong_time_is_refused(engagement, client_of, at_now, start):
    values = {"start": start, "mode": "online", "place": "https://rapat.example"}
    answer = client_of(engagement.coachee).post(_url("session_book", engagement.pk), values)
    assert (answer.status_code, CoachingSession.objects.count()) == (422, 0)
    assert "https://rapat.example" in answer.content.decode()


def test_booking_a_taken_slot_says_so_and_shows_the_rest(session, client_of, at_now):
    values = {"start": NINE.isoformat(), "mode": "in_person", "place": ""}
    answer = client_of(session.engagement.coachee).post(_url("session_book", session.engagement_id), values)
    assert (answer.status_code, "baru saja terisi" in answer.content.decode()) == (422, True)


def test_booking_page_answers_htmx_with_the_slots_alone(engagement, client_of, at_now):
    page = _url("session_book", engagement.pk)
    part = client_of(engagement.coachee).get(page, {"week": "2"}, headers={"hx-request": "true"}).content.decode()
    assert ('id="slots"' in part, "<html" in part) == (True, False)


@pytest.mark.parametrize("week", ["3", "x", "", NUL])
def test_booking_page_of_an_unknown_week_shows_the_first(engagement, client_of, at_now, week):
    answer = client_of(engagement.coachee).get(_url("session_book", engagement.pk), {"week": week})
    assert (answer.status_code, "Tujuh hari ke depan" in answer.content.decode()) == (200, True)


def test_answer_to_a_withdrawn_request_is_stale_and_keeps_the_reason(request_of, client_of, at_now):
    CoachingEngagement.objects.update(state=CoachingEngagement.State.CANCELLED)
    values = {"decline": "1", "reason": "Sedang cuti panjang"}
    answer = client_of(request_of.coach).post(_url("engagement_answer", request_of.pk), values)
    text = answer.content.decode()
    assert (answer.status_code, "Sedang cuti panjang" in text, "sudah berubah" in text) == (422, True, True)


def test_feedback_on_a_session_that_moved_on_keeps_what_was_typed(session, client_of, at_now):
    at_now.move_to(AFTER)
    actions.give_feedback(session=session, feedback=full_feedback(DUE), by=session.engagement.coach, now=AFTER)
    values = {**GROW, **ROWS, "seen": NOTHING_YET, **posted_scores(), "will": "Ketikan baru", "send": "1"}
    answer = client_of(session.engagement.coach).post(_url("session_feedback", session.pk), values)
    assert (answer.status_code, "Ketikan baru" in answer.content.decode()) == (422, True)
    assert SessionRecord.objects.get().will == "Pakai lembar keputusan"


@pytest.mark.parametrize(
    "change",
    [
        {"goal": ""},
        {"method": "lain"},
        {"score": ""},
        {"score": "7"},
        {"feedback": NUL},
        {"will": "x" * 2001},
        {"note": NUL},
        {"steps-0-what": "Langkah", "steps-0-due": ""},
        {"steps-0-what": "Langkah", "steps-0-due": "31-31-2026"},
        {"steps-0-what": "Langkah", "steps-0-due": "9999-12-31"},
        {"steps-0-what": NUL, "steps-0-due": "2026-12-02"},
        {"steps-0-what": "x" * 201, "steps-0-due": "2026-12-02"},
        {"steps-0-what": "Langkah", "steps-0-due": "2026-12-02", "steps-0-side": "siapa"},
        {"steps-TOTAL_FORMS": "x"},
        {"steps-TOTAL_FORMS": str(HUGE)},
    ],
    ids=str,
)
def test_feedback_with_wrong_input_is_refused_and_changes_nothing(session, client_of, at_now, change):
    at_now.move_to(AFTER)
    values = {**GROW, **ROWS, "seen": NOTHING_YET, "send": "1", **change}
    values |= posted_scores(change.get("score", "1"))
    answer = client_of(session.engagement.coach).post(_url("session_feedback", session.pk), values)
    counts = SessionRecord.objects.count(), CoachNote.objects.count()
    assert (answer.status_code, counts) == (422, (0, 0))


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "agree"},
        {"answer": "agree", "reflection": "a"},
        {"answer": "agree", "reflection": NUL, "agree": "on"},
        {"answer": "object", "objection": " "},
        {"answer": "object", "objection": "x" * 501},
        {"answer": "draft", "seen": ""},
    ],
    ids=str,
)
def test_reply_with_wrong_input_is_refused(engagement, client_of, at_now, values):
    session = CoachingSessionFactory(engagement=engagement, start=NINE, state=CoachingSession.State.FEEDBACK_GIVEN)
    SessionRecordFactory(session=session)
    at_now.move_to(AFTER)
    client = client_of(engagement.coachee)
    values = {"seen": seen_by(client, session, "reply"), **values}
    answer = client.post(_url("session_reflection", session.pk), values)
    session.refresh_from_db()
    assert (answer.status_code, session.state) == (422, "feedback_given")


def test_follow_up_of_a_stranger_is_not_found(db, client_of):
    step = FollowUpFactory()
    assert client_of(EmployeeFactory()).post(_url("action_done", step.pk), {"done": "on"}).status_code == 404


@pytest.mark.parametrize("query", [{"theme": "x"}, {"unit": str(HUGE)}, {"zone": NUL}, {"page": "x"}], ids=str)
def test_directory_with_a_wrong_filter_shows_everyone(db, client_of, query):
    coach = CoachProfileFactory(person__name="Budi Hartono")
    text = client_of(EmployeeFactory()).get(reverse("coaching:coach_list"), query).content.decode()
    assert coach.person.name in text


def _queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_overview_asks_the_same_number_of_queries_for_one_and_three(db, client_of, at_now):
    coachee = EmployeeFactory()
    client, path = client_of(coachee), reverse("coaching:overview")
    counts = []
    for number in (1, 2):
        for _each in range(number):
            mine = CoachingEngagementFactory(coachee=coachee)
            CoachingSessionFactory(
                engagement=mine, start=NINE + len(counts) * timedelta(days=1) + _each * timedelta(hours=2)
            )
            CoachingEngagementFactory(coach=coachee, state=CoachingEngagement.State.REQUESTED)
        client.get(path)
        counts.append(_queries(client, path))
    assert counts[0] == counts[1]


def test_directory_asks_the_same_number_of_queries_for_one_and_three(db, client_of):
    client, path, counts = client_of(EmployeeFactory()), reverse("coaching:coach_list"), []
    for number in (1, 2):
        CoachProfileFactory.create_batch(number)
        client.get(path)
        counts.append(_queries(client, path))
    assert counts[0] == counts[1]


def test_engagement_page_asks_the_same_number_of_queries_for_one_and_three_sessions(engagement, client_of, at_now):
    client, path, counts = client_of(engagement.coachee), _url("engagement_detail", engagement.pk), []
    for number in (1, 2):
        for _each in range(number):
            start = NINE - timedelta(days=10 * number + _each)
            session = CoachingSessionFactory(engagement=engagement, start=start, state=CoachingSession.State.AGREED)
            SessionRecordFactory(session=session)
            FollowUpFactory(session=session)
        client.get(path)
        counts.append(_queries(client, path))
    assert counts[0] == counts[1]
