"""A request and its end: who may end what, in true words, and what comes first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from bkn_portal.core.errors import AccessDenied
from bkn_portal.notifications.actions import sweep
from coaching import actions
from coaching.models import CoachingEngagement
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, EmployeeFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
State = CoachingEngagement.State


def _page(client, engagement, route="engagement_detail"):
    return client.get(reverse(f"coaching:{route}", args=[engagement.pk])).content.decode()


def test_answer_mail_says_yes(request_of, now, mailoutbox):
    actions.accept_request(engagement=request_of, by=request_of.coach, now=now)
    sweep(now)
    assert [mail.subject for mail in mailoutbox] == ["Coach menerima permintaan Anda"]


def test_answer_mail_says_no(request_of, now, mailoutbox):
    actions.decline_request(engagement=request_of, reason="Cuti", by=request_of.coach, now=now)
    sweep(now)
    assert [mail.subject for mail in mailoutbox] == ["Permintaan coaching Anda tidak dapat diterima"]
    assert "Cuti" not in mailoutbox[0].body


def test_withdrawn_request_is_told_as_a_request(request_of, now, mailoutbox):
    actions.cancel_engagement(engagement=request_of, reason="x", by=request_of.coachee, now=now)
    sweep(now)
    assert [mail.subject for mail in mailoutbox] == ["Permintaan coaching ditarik"]


def test_coach_can_not_end_a_request(request_of, client_of, now):
    with pytest.raises(AccessDenied):
        actions.cancel_engagement(engagement=request_of, reason="x", by=request_of.coach, now=now)
    path = reverse("coaching:engagement_cancel", args=[request_of.pk])
    client = client_of(request_of.coach)
    assert (client.get(path).status_code, path in _page(client, request_of)) == (403, False)


def test_withdrawing_page_speaks_of_the_request(request_of, client_of):
    page = _page(client_of(request_of.coachee), request_of, "engagement_cancel")
    assert ("Tarik permintaan" in page, "Akhiri coaching" in page) == (True, False)


@pytest.mark.parametrize(
    ("state", "drawn"),
    [(State.REQUESTED, False), (State.DECLINED, False), (State.CANCELLED, False), (State.ACTIVE, True)],
)
def test_score_is_drawn_once_the_coach_has_set_the_start(client_of, db, state, drawn):
    engagement = CoachingEngagementFactory(state=state)
    assert ('class="score"' in _page(client_of(engagement.coachee), engagement)) == drawn


def _order(client, name):
    page = client.get(reverse("coaching:overview"))
    return [card.engagement.pk for card in getattr(page.context["board"], name)]


def test_overview_of_requests_begins_with_the_next_deadline(db, client_of, at_now, now):
    coach = EmployeeFactory()
    late, soon = [
        CoachingEngagementFactory(coach=coach, state=State.REQUESTED, requested_at=now - days * DAY, answer_by=due)
        for days, due in ((1, NINE + 6 * DAY), (2, NINE + DAY))
    ]
    assert _order(client_of(coach), "requests") == [soon.pk, late.pk]


def test_overview_of_coachings_begins_with_the_next_session(db, client_of, at_now, now):
    coachee = EmployeeFactory()
    late, soon = [CoachingEngagementFactory(coachee=coachee, requested_at=now - days * DAY) for days in (1, 2)]
    CoachingSessionFactory(engagement=late, start=NINE + 5 * DAY)
    CoachingSessionFactory(engagement=soon, start=NINE)
    assert _order(client_of(coachee), "received") == [soon.pk, late.pk]
