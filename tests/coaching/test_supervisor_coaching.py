"""Coaching by the supervisor is a kind of its own: who sees it, beside internal coaching, and when they change."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bkn_portal.core.errors import DomainError
from bkn_portal.employees.actions import change_supervisor, end_supervision
from bkn_portal.employees.models import Supervision, SupervisionKind
from bkn_portal.notifications import registry
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.models import CoachingEngagement, EngagementKind
from tests.factories import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    EmployeeFactory,
    SessionRecordFactory,
    SupervisionFactory,
)

from .conftest import GOAL

pytestmark = pytest.mark.django_db
State = CoachingEngagement.State
SUPERVISOR, INTERNAL = EngagementKind.SUPERVISOR, EngagementKind.INTERNAL


@pytest.fixture
def led():
    return SupervisionFactory()


@pytest.fixture
def hr():
    return EmployeeFactory(is_hr_admin=True)


def _coaching(led, **fields):
    return CoachingEngagementFactory(coachee=led.employee, coach=led.supervisor, kind=SUPERVISOR, **fields)


def _page(engagement):
    return reverse("coaching:engagement_detail", args=[engagement.pk])


def _told(kind):
    return set(Reminder.objects.filter(kind=kind).values_list("recipient", flat=True))


def _new_supervisor(led, now, hr, **fields):
    relation = Supervision(
        employee=led.employee, supervisor=EmployeeFactory(), start=date(2026, 11, 24),
        **{"kind": SupervisionKind.DEFINITIVE, **fields},
    )  # fmt: skip
    return change_supervisor(supervision=relation, by=hr, now=now)


def test_both_kinds_are_held_at_once(led, now):
    mine, coach = led.employee, CoachProfileFactory().person
    for asked in (led.supervisor, coach):
        actions.request_coaching(coach=asked, theme="team", goal=GOAL, by=mine, now=now)
    assert set(CoachingEngagement.objects.open().values_list("kind", "coach")) == {
        (SUPERVISOR, led.supervisor.pk), (INTERNAL, coach.pk),
    }  # fmt: skip


def test_supervisor_who_has_a_profile_coaches_as_supervisor(led, now):
    CoachProfileFactory(person=led.supervisor)
    asked = actions.request_coaching(coach=led.supervisor, theme="team", goal=GOAL, by=led.employee, now=now)
    assert asked.kind == SUPERVISOR


@pytest.mark.parametrize(("shared", "code"), [(False, 404), (True, 200)])
def test_supervisor_sees_own_coaching_whole_and_an_internal_one_only_if_shared(led, client_of, at_now, shared, code):
    own = _coaching(led)
    internal = CoachingEngagementFactory(coachee=led.employee, is_shared=shared, goal__statement="Tujuan lain")
    session = SessionRecordFactory(session=CoachingSessionFactory(engagement=internal)).session
    client = client_of(led.supervisor)
    assert own.goal.statement in client.get(_page(own)).content.decode()
    answer = client.get(_page(internal))
    assert (answer.status_code, "Tujuan lain" in answer.content.decode()) == (code, False)
    assert client.get(session.get_absolute_url()).status_code == 404


def test_internal_coach_sees_nothing_of_the_supervisors_coaching(led, client_of, at_now):
    internal = CoachingEngagementFactory(coachee=led.employee)
    assert client_of(internal.coach).get(_page(_coaching(led))).status_code == 404


def test_new_supervisor_ends_waiting_requests_and_tells_both(led, now, hr):
    waiting = _coaching(led, state=State.REQUESTED)
    _new_supervisor(led, now, hr)
    waiting.refresh_from_db()
    assert (waiting.state, "sebelum permintaan" in waiting.reason) == ("cancelled", True)
    assert _told("coaching.engagement_cancelled") == {waiting.coachee_id, waiting.coach_id}


def test_new_supervisor_lets_what_is_under_way_go_on_and_sees_nothing_of_it(led, now, hr, client_of, at_now):
    active = _coaching(led)
    relation = _new_supervisor(led, now, hr)
    active.refresh_from_db()
    assert (active.state, active.kind, _told("coaching.supervisor_changed")) == (
        "active", SUPERVISOR, {active.coachee_id, active.coach_id},
    )  # fmt: skip
    codes = [client_of(who).get(_page(active)).status_code for who in (active.coach, relation.supervisor)]
    assert codes == [200, 404]


def test_internal_coaching_is_not_touched_by_a_new_supervisor(led, now, hr):
    internal = CoachingEngagementFactory(coachee=led.employee, state=State.REQUESTED)
    _new_supervisor(led, now, hr)
    internal.refresh_from_db()
    assert internal.state == "requested"


def test_acting_supervisor_beside_the_definitive_one_changes_nothing(led, now, hr):
    waiting, end = _coaching(led, state=State.REQUESTED), date(2026, 12, 4)
    _new_supervisor(led, now, hr, kind=SupervisionKind.PLH, end=end)
    waiting.refresh_from_db()
    assert (waiting.state, Reminder.objects.count()) == ("requested", 0)


def test_coaching_by_an_acting_supervisor_goes_on_when_the_time_ends(now, hr):
    acting = SupervisionFactory(kind=SupervisionKind.PLT, start=date(2026, 11, 1), end=date(2026, 12, 31))
    active = _coaching(acting)
    end_supervision(supervision=acting, end=date(2026, 11, 23), by=hr, now=now)
    active.refresh_from_db()
    assert (active.state, len(_told("coaching.supervisor_changed"))) == ("active", 2)


def test_supervision_that_ends_by_its_date_is_found_by_the_sweep_and_once(now):
    acting = SupervisionFactory(kind=SupervisionKind.PLH, start=date(2026, 11, 1), end=date(2026, 11, 24))
    _coaching(acting)
    kind = next(kind for kind in registry.kinds() if kind.code == "coaching.supervisor_changed")
    found = [len(list(kind.find(now + timedelta(days=days)))) for days in (0, 1)]
    keys = {draft.key for days in (1, 2) for draft in kind.find(now + timedelta(days=days))}
    assert (found, len(keys)) == ([0, 2], 2)


def test_request_to_an_acting_supervisor_whose_time_ended_is_refused_at_the_answer(now):
    acting = SupervisionFactory(kind=SupervisionKind.PLH, start=date(2026, 11, 1), end=date(2026, 11, 20))
    waiting = _coaching(acting, state=State.REQUESTED)
    with pytest.raises(DomainError, match="tidak lagi"):
        actions.accept_request(engagement=waiting, by=acting.supervisor, now=now)
    actions.decline_request(engagement=waiting, reason="Jabatan berakhir", by=acting.supervisor, now=now)
    assert waiting.state == "declined"
