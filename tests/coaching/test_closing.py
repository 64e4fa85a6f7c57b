"""A coaching ends: results, thanks, certificates; and who may see them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.hours.models import Certificate
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.models import WELLBEING, CoachingEngagement, CoachingSession, GoalResult, ThankYou
from coaching.queries import closing_page, last_scores
from tests.factories import CoachingSessionFactory, SessionRecordFactory, post_hours

from .conftest import closing_of

State = CoachingEngagement.State
AGREED = CoachingSession.State.AGREED
THIRD = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
EVIDENCE = "Tiga rapat selesai dengan keputusan"
NUL = "a\x00b"


@pytest.fixture
def held(engagement, now):
    """Two sessions that both agreed to; the ledger counts 2 JP for each."""
    sessions = [
        CoachingSessionFactory(engagement=engagement, start=THIRD + day * timedelta(days=7), state=AGREED)
        for day in range(2)
    ]
    for session, score in zip(sessions, (0, 1), strict=True):
        SessionRecordFactory(session=session, score=score)
        post_hours(engagement.coachee, now, source_id=session.pk, source_kind="coaching.session")
    return engagement


@pytest.fixture
def completed(held, now):
    actions.complete_engagement(engagement=held, closing=closing_of(held), by=held.coachee, now=now)
    return held


def _url(route, engagement):
    return reverse(f"coaching:{route}", args=[engagement.pk])


def _post_of(engagement, **changes):
    goal = engagement.goal.pk
    return {f"score_{goal}": "1", f"evidence_{goal}": EVIDENCE, "thanks": "Terima kasih", **changes}


def test_complete_with_an_open_session_is_refused(engagement, now):
    CoachingSessionFactory(engagement=engagement)
    with pytest.raises(DomainError, match="belum tuntas"):
        actions.complete_engagement(engagement=engagement, closing=closing_of(engagement), by=engagement.coach, now=now)


def test_complete_without_any_session_is_refused(engagement, now):
    with pytest.raises(DomainError, match="Belum ada sesi"):
        actions.complete_engagement(engagement=engagement, closing=closing_of(engagement), by=engagement.coach, now=now)


def test_complete_without_a_result_for_each_goal_is_refused_and_changes_nothing(held, now):
    with pytest.raises(DomainError, match="setiap sasaran"):
        actions.complete_engagement(engagement=held, closing=actions.Closing(), by=held.coachee, now=now)
    held.refresh_from_db()
    assert (held.state, GoalResult.objects.count(), Certificate.objects.count()) == ("active", 0, 0)


def test_complete_keeps_result_thanks_and_tells_the_other_one(completed):
    result = GoalResult.objects.get()
    assert (completed.state, result.score, result.evidence, result.side) == (
        "completed", 1, EVIDENCE, "coachee",
    )  # fmt: skip
    assert list(ThankYou.objects.values_list("side", "text")) == [("coachee", "Terima kasih atas pertanyaannya")]
    assert list(Reminder.objects.values_list("kind", "recipient")) == [
        ("coaching.engagement_completed", completed.coach_id)
    ]


def test_complete_gives_both_a_certificate_and_jp_to_the_coachee_alone(completed):
    wanted = ["holder", "activity", "occasions", "minutes", "jp", "first_on", "last_on"]
    rows = list(Certificate.objects.order_by("activity").values_list(*wanted))
    first, last = THIRD.date(), THIRD.date() + timedelta(days=7)
    assert rows == [
        (completed.coach_id, "Coaching sebagai coach", 2, 120, None, first, last),
        (completed.coachee_id, "Coaching sebagai coachee", 2, 120, Decimal(4), first, last),
    ]


def test_complete_twice_is_stale(completed, now):
    other = CoachingEngagement.objects.get(pk=completed.pk)
    with pytest.raises(StaleState):
        actions.complete_engagement(engagement=other, closing=closing_of(other), by=other.coach, now=now)


def test_complete_by_outsiders_is_denied(held, outsiders, now):
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            actions.complete_engagement(engagement=held, closing=closing_of(held), by=outsider, now=now)


def test_thanks_of_the_other_side_are_told_once_and_may_be_changed(completed, now):
    for text in ("Sama-sama", "Sama-sama, sampai jumpa"):
        actions.thank(engagement=completed, text=text, by=completed.coach, now=now)
    page = closing_page(completed, completed.coach)
    assert (page.mine, page.theirs) == ("Sama-sama, sampai jumpa", "Terima kasih atas pertanyaannya")
    assert list(Reminder.objects.filter(kind="coaching.thanked").values_list("recipient", flat=True)) == [
        completed.coachee_id
    ]


def test_thanks_before_the_end_are_stale_and_of_outsiders_denied(engagement, completed, outsiders, now):
    for outsider in outsiders:
        with pytest.raises(AccessDenied):
            actions.thank(engagement=completed, text="x", by=outsider, now=now)
    completed.state = State.ACTIVE
    with pytest.raises(StaleState):
        actions.thank(engagement=completed, text="x", by=completed.coach, now=now)


def test_words_of_the_closing_are_ciphertext_in_the_database(completed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence FROM coaching_goalresult UNION ALL SELECT text FROM coaching_thankyou")
        stored = [row[0] for row in cursor.fetchall()]
    assert [text[:5] for text in stored] == ["gAAAA", "gAAAA"]


@pytest.mark.parametrize("change", [{"score": 3}, {"side": "siapa"}])
def test_result_that_makes_no_sense_is_refused_by_the_database(engagement, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalResult.objects.create(goal=engagement.goal, **{"score": 0, "evidence": "x", "side": "coach", **change})


def test_second_thanks_of_a_side_are_refused_by_the_database(completed):
    with pytest.raises(IntegrityError), transaction.atomic():
        ThankYou.objects.create(engagement=completed, side="coachee", text="x")


def test_last_score_is_that_of_the_last_session_else_of_the_start(held):
    assert last_scores(held) == {held.goal.pk: 1}
    CoachingSession.objects.all().delete()
    assert last_scores(held) == {held.goal.pk: -1}


def test_closing_form_begins_with_the_last_score(held, client_of, at_now):
    page = client_of(held.coach).get(_url("engagement_complete", held)).content.decode()
    assert 'value="1" checked' in page


def test_closing_story_of_both_in_the_browser(held, client_of, at_now):
    coachee, coach = client_of(held.coachee), client_of(held.coach)
    closed = coachee.post(_url("engagement_complete", held), _post_of(held))
    assert (closed.status_code, closed["Location"]) == (302, _url("engagement_closing", held))
    page = coach.get(closed["Location"]).content.decode()
    number = Certificate.objects.get(holder=held.coach).number
    assert [word for word in (EVIDENCE, "Terima kasih", number) if word not in page] == []
    thanked = coach.post(_url("engagement_thank", held), {"text": "Sama-sama"})
    assert (thanked.status_code, "Sama-sama" in coachee.get(closed["Location"]).content.decode()) == (302, True)


def test_closing_page_with_an_open_session_names_it_instead_of_the_form(held, client_of, at_now):
    open_one = CoachingSessionFactory(engagement=held)
    text = client_of(held.coach).get(_url("engagement_complete", held)).content.decode()
    assert ("masih terbuka" in text, open_one.get_absolute_url() in text, "<textarea" in text) == (True, True, False)


def test_closing_page_before_the_first_session_leads_to_the_early_end(engagement, client_of, at_now):
    text = client_of(engagement.coach).get(_url("engagement_complete", engagement)).content.decode()
    assert ("Belum ada sesi" in text, _url("engagement_cancel", engagement) in text) == (True, True)


@pytest.mark.parametrize("state", [state for state in State if state != State.COMPLETED])
def test_thanks_before_the_end_have_no_page(held, client_of, at_now, state):
    CoachingEngagement.objects.update(state=state)
    answer = client_of(held.coach).post(_url("engagement_thank", held), {"text": "Terima kasih"})
    assert (answer.status_code, ThankYou.objects.count()) == (404, 0)


@pytest.mark.parametrize("change", ["score", "evidence", "nul", "long"])
def test_closing_with_wrong_input_is_refused_and_keeps_what_was_typed(held, client_of, at_now, change):
    goal = held.goal.pk
    wrong = {
        "score": {f"score_{goal}": "7"},
        "evidence": {f"evidence_{goal}": ""},
        "nul": {"thanks": NUL},
        "long": {f"evidence_{goal}": "x" * 1001},
    }[change]
    answer = client_of(held.coach).post(_url("engagement_complete", held), _post_of(held, **wrong))
    held.refresh_from_db()
    kept = EVIDENCE if change in ("score", "nul") else "Terima kasih"
    assert (answer.status_code, held.state, kept in answer.content.decode()) == (422, "active", True)


@pytest.mark.parametrize("text", ["", NUL, "x" * 501])
def test_thanks_with_wrong_input_are_refused(completed, client_of, at_now, text):
    answer = client_of(completed.coach).post(_url("engagement_thank", completed), {"text": text})
    assert (answer.status_code, ThankYou.objects.count()) == (422, 1)


def test_closing_pages_of_outsiders_are_not_found(completed, outsiders, client_of, at_now):
    for outsider in outsiders:
        client = client_of(outsider)
        codes = [
            client.get(_url(route, completed)).status_code for route in ("engagement_closing", "engagement_complete")
        ]
        assert [*codes, client.post(_url("engagement_thank", completed), {"text": "x"}).status_code] == [404] * 3


def test_closing_page_before_the_end_leads_back(held, client_of, at_now):
    assert client_of(held.coach).get(_url("engagement_closing", held))["Location"] == held.get_absolute_url()


def test_certificate_of_private_coaching_tells_neither_theme_nor_the_other_one(held, now, client_of):
    CoachingEngagement.objects.filter(pk=held.pk).update(theme=WELLBEING)
    held.refresh_from_db()
    actions.complete_engagement(engagement=held, closing=closing_of(held), by=held.coachee, now=now)
    certificate = Certificate.objects.get(holder=held.coachee)
    page = client_of(held.coach).get(certificate.get_absolute_url()).content.decode()
    hidden = [held.coach.name, held.theme.name, EVIDENCE, held.goal.statement]
    main = page[page.index("<main") : page.index("</main>")]
    assert [word for word in hidden if str(word) in main] == []


def test_closing_page_asks_the_same_number_of_queries_for_one_and_two_thanks(completed, client_of, now, at_now):
    client, counts = client_of(completed.coachee), []
    for _turn in range(2):
        client.get(_url("engagement_closing", completed))
        with CaptureQueriesContext(connection) as captured:
            client.get(_url("engagement_closing", completed))
        counts.append(len(captured))
        actions.thank(engagement=completed, text="Sama-sama", by=completed.coach, now=now)
    assert counts[0] == counts[1]
