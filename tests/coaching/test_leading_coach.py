"""A coach becomes the coachee's direct supervisor."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.employees.actions import change_supervisor
from bkn_portal.employees.models import Supervision
from bkn_portal.notifications import registry
from bkn_portal.notifications.models import Reminder
from bkn_portal.worklist.queries import todos_for
from coaching import actions
from coaching.models import WELLBEING, CoachingEngagement
from tests.factories import CoachingEngagementFactory, EmployeeFactory, SupervisionFactory

from .conftest import book

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def private(db):
    return CoachingEngagementFactory(theme_id=WELLBEING)


def _lead(engagement, now, *, start=None):
    supervision = Supervision(employee=engagement.coachee, supervisor=engagement.coach, start=start or now.date() - DAY)
    change_supervisor(supervision=supervision, by=EmployeeFactory(is_hr_admin=True), now=now)


def _told():
    return sorted(Reminder.objects.filter(kind="coaching.coach_leads").values_list("recipient", flat=True))


def test_supervisor_changed_to_the_coach_tells_both_at_once(engagement, now):
    _lead(engagement, now)
    assert _told() == sorted([engagement.coachee_id, engagement.coach_id])


def test_supervisor_changed_to_someone_else_tells_nobody(engagement, now):
    supervision = Supervision(employee=engagement.coachee, supervisor=EmployeeFactory(), start=now.date())
    change_supervisor(supervision=supervision, by=EmployeeFactory(is_hr_admin=True), now=now)
    assert _told() == []


def test_supervision_that_begins_later_is_told_when_it_begins(engagement, now):
    _lead(engagement, now, start=now.date() + 3 * DAY)
    find = registry.get("coaching.coach_leads").find
    assert (_told(), list(find(now)), len(list(find(now + 3 * DAY)))) == ([], [], 2)


def test_ended_engagement_with_a_leading_coach_tells_nobody(now, db):
    ended = CoachingEngagementFactory(state=CoachingEngagement.State.COMPLETED)
    _lead(ended, now)
    assert _told() == []


def test_private_session_with_a_leading_coach_is_refused(private, now):
    _lead(private, now)
    with pytest.raises(DomainError, match="atasan langsung"):
        book(private, NINE, now)


def test_booking_page_of_a_private_coaching_with_a_leading_coach_leads_back(
    private, engagement, client_of, now, at_now
):
    for each in (private, engagement):
        _lead(each, now)
    answers = [
        client_of(one.coachee).get(reverse("coaching:session_book", args=[one.pk])) for one in (private, engagement)
    ]
    assert [answer.headers.get("Location") for answer in answers] == [private.get_absolute_url(), None]


def test_page_of_a_private_coaching_with_a_leading_coach_offers_no_booking(private, engagement, client_of, now, at_now):
    for each in (private, engagement):
        _lead(each, now)
    offered = [
        f'href="{reverse("coaching:session_book", args=[each.pk])}"'
        in client_of(each.coachee).get(each.get_absolute_url()).content.decode()
        for each in (private, engagement)
    ]
    assert offered == [False, True]


def test_private_request_to_a_leading_coach_cannot_be_accepted(private, now):
    CoachingEngagement.objects.filter(pk=private.pk).update(state="requested")
    private.refresh_from_db()
    _lead(private, now)
    with pytest.raises(DomainError, match="atasan langsung"):
        actions.accept_request(engagement=private, by=private.coach, now=now)


def test_other_session_with_a_leading_coach_goes_on(engagement, now):
    _lead(engagement, now)
    assert book(engagement, NINE, now).number == 1


def test_private_engagement_with_a_leading_coach_waits_for_the_coachee(private, now, at_now):
    _lead(private, now)
    leave = reverse("coaching:engagement_leave", args=[private.pk])
    assert [todo.url for todo in todos_for(private.coachee, now)] == [leave]


def test_leave_leading_coach_ends_it_and_tells_the_coach(private, client_of, now, at_now):
    _lead(private, now)
    leave = reverse("coaching:engagement_leave", args=[private.pk])
    assert leave in client_of(private.coachee).get(private.get_absolute_url()).content.decode()
    answer = client_of(private.coachee).post(leave, {"confirm": "1"})
    private.refresh_from_db()
    assert (answer.url, private.state) == (f"{reverse('coaching:coach_list')}?theme=wellbeing", "cancelled")
    told = Reminder.objects.filter(kind="coaching.engagement_cancelled").values_list("recipient", flat=True)
    assert list(told) == [private.coach_id]


def test_leave_a_coach_who_does_not_lead_is_refused(private, client_of, at_now):
    leave = reverse("coaching:engagement_leave", args=[private.pk])
    assert client_of(private.coachee).post(leave, {"confirm": "1"}).status_code == 422


def test_leave_leading_coach_by_the_coach_is_denied(private, now):
    SupervisionFactory(employee=private.coachee, supervisor=private.coach)
    with pytest.raises(AccessDenied):
        actions.leave_leading_coach(engagement=private, by=private.coach, now=now)
