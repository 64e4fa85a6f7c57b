"""What was said to all is written once; what belongs to one coachee stays theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from bkn_portal.core.errors import AccessDenied, DomainError
from coaching import actions
from coaching.actions import CommonText, Step
from coaching.models import CoachNote, FollowUp, SessionRecord
from tests.factories import CoachingEngagementFactory, group_of

from .conftest import full_feedback

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
AFTER = NINE + timedelta(hours=2)
DUE = date(2026, 12, 2)
STEP = Step("Tanyakan minat", "coachee", DUE)
TEXT = CommonText(goal="Membagi tugas", will="Bertanya dulu", steps=(STEP,))


@pytest.fixture
def trio(engagement):
    return [engagement, *(CoachingEngagementFactory(coach=engagement.coach) for _number in range(2))]


@pytest.fixture
def group(trio):
    return group_of(*trio, start=NINE)


def share(group, text=TEXT, *, by=None, now=AFTER):
    return actions.share_text(group=group, text=text, by=by or group.coach, now=now)


def records():
    return list(SessionRecord.objects.order_by("session__engagement_id").values_list("goal", "will", "feedback"))


def test_share_text_fills_every_draft_once(group):
    assert [share(group), share(group)] == [3, 3]
    assert records() == [("Membagi tugas", "Bertanya dulu", "")] * 3
    assert list(FollowUp.objects.values_list("what", "due")) == [("Tanyakan minat", DUE)] * 3


def test_share_text_replaces_nothing_that_was_written(group, trio):
    session = group.sessions.get(engagement=trio[0])
    own = full_feedback(DUE, goal="Sendiri", will="")
    actions.save_feedback_draft(session=session, feedback=own, by=group.coach, now=AFTER)
    share(group)
    assert records()[0] == ("Sendiri", "Bertanya dulu", own.feedback)
    assert set(session.follow_ups.values_list("what", flat=True)) == {"Pakai lembar keputusan", "Tanyakan minat"}
    assert CoachNote.objects.get().text == own.note
    assert list(session.scores.values_list("score", flat=True)) == [1]


def test_share_text_leaves_alone_what_was_given_or_missed(group, trio):
    given, missed, _open = (group.sessions.get(engagement=engagement) for engagement in trio)
    actions.give_feedback(session=given, feedback=full_feedback(DUE, goal="Sendiri"), by=group.coach, now=AFTER)
    actions.mark_no_show(session=missed, reason="x", by=group.coach, now=AFTER)
    assert share(group) == 1
    assert [goal for goal, _will, _feedback in records()] == ["Sendiri", "Membagi tugas"]


def test_share_text_before_the_session_is_refused_and_by_others_denied(group, trio, outsiders, now):
    with pytest.raises(DomainError, match="belum dimulai"):
        share(group, now=now)
    for person in [*outsiders, trio[0].coachee]:
        with pytest.raises(AccessDenied):
            share(group, by=person)


def page_of(group):
    return reverse("coaching:group_text", args=[group.pk])


def rows(**first):
    values = {"what": "", "side": "coachee", "due": "", **first}
    return {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, **{f"steps-0-{key}": one for key, one in values.items()}}


def test_text_page_copies_and_leads_back(group, client_of, at_now):
    at_now.move_to(AFTER)
    values = {"goal": "Membagi tugas", **rows(what="Tanyakan minat", due="2026-12-02")}
    answer = client_of(group.coach).post(page_of(group), values)
    assert (answer.url, FollowUp.objects.count()) == (group.get_absolute_url(), 3)
    assert {goal for goal, _will, _feedback in records()} == {"Membagi tugas"}
    shown = client_of(group.coach).get(group.get_absolute_url()).content.decode()
    assert shown.count("umpan balik masih draf") == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        rows(),
        {"goal": "a" * 2001, **rows()},
        {"goal": "Membagi tugas", **rows(what="Tanyakan minat")},
        {"goal": "Membagi tugas", **rows(what="Tanyakan minat", due="2010-01-01")},
    ],
    ids=["nothing", "empty", "too-long", "no-date", "long-ago"],
)
def test_text_page_refused_changes_nothing(group, client_of, at_now, wrong):
    at_now.move_to(AFTER)
    answer = client_of(group.coach).post(page_of(group), wrong)
    assert (answer.status_code, SessionRecord.objects.count()) == (422, 0)
    assert "Periksa" in answer.content.decode() or "Tulis" in answer.content.decode()


def test_text_page_before_the_session_says_so(group, client_of, at_now):
    answer = client_of(group.coach).post(page_of(group), {"goal": "a", **rows()})
    assert (answer.status_code, "belum dimulai" in answer.content.decode()) == (422, True)
