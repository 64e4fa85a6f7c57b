"""A group session: booked for all or for nobody, moved and called off at once, left one by one."""

from datetime import UTC, datetime, timedelta

import pytest

from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.core.periods import Period
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.notifications.models import Reminder
from coaching import actions
from coaching.actions import Meeting
from coaching.models import CoachingEngagement, CoachingSession, GroupSession
from coaching.queries import group_part
from tests.factories import CoachingEngagementFactory, CoachingSessionFactory, SupervisionFactory, group_of

from .conftest import book, full_feedback

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday 09.00 WIB
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEN, AFTER = NINE + HOUR, NINE + 2 * HOUR


@pytest.fixture
def trio(engagement):
    """Three coachings of one coach on one theme."""
    return [engagement, *(CoachingEngagementFactory(coach=engagement.coach) for _number in range(2))]


@pytest.fixture
def group(trio):
    return group_of(*trio, start=NINE)


def plan(engagements, now, *, start=NINE, by=None):
    """Book an hour for all."""
    return actions.book_group(
        engagements=engagements, topic="Rapat yang memutuskan", period=Period(start, start + HOUR),
        meeting=Meeting(place="R1"), by=by or engagements[0].coach, now=now,
    )  # fmt: skip


def move(group, start, now, **change):
    period = Period(start, start + HOUR)
    values = {"period": period, "meeting": Meeting(place="R2"), "reason": "Rapat pimpinan", "by": group.coach}
    actions.move_group(group=group, now=now, **{**values, **change})


def told(kind):
    return set(Reminder.objects.filter(kind=f"coaching.{kind}").values_list("recipient", flat=True))


def booked():
    return {(row.person_id, row.start, row.kind) for row in Booking.objects.all()}


def test_book_group_takes_everybodys_time_once_and_invites_each(trio, now):
    CoachingSessionFactory(engagement=trio[1], start=NINE - 7 * DAY, state="agreed")
    group = plan(trio, now)
    coachees = {engagement.coachee_id for engagement in trio}
    assert {row for row in booked() if row[1] == NINE} == {
        (pk, NINE, "coaching.group") for pk in {*coachees, group.coach_id}
    }
    assert list(group.sessions.order_by("engagement").values_list("number", flat=True)) == [1, 2, 1]
    assert (told("group_invited"), told("group_invitation")) == (coachees, {group.coach_id})


@pytest.mark.parametrize("count", [1, 9])
def test_book_group_of_one_or_nine_is_refused(engagement, now, count):
    others = [CoachingEngagementFactory(coach=engagement.coach) for _number in range(count - 1)]
    with pytest.raises(DomainError, match="2 sampai 8 coachee"):
        plan([engagement, *others], now)
    assert GroupSession.objects.count() == 0


def test_book_group_with_one_coachee_twice_is_refused(engagement, now):
    with pytest.raises(DomainError, match="2 sampai 8 coachee"):
        plan([engagement, engagement], now)


def test_book_group_of_two_themes_is_refused(engagement, now):
    other = CoachingEngagementFactory(coach=engagement.coach, theme_id="decisions")
    with pytest.raises(DomainError, match="satu tema"):
        plan([engagement, other], now)


def test_book_group_on_stress_and_balance_is_refused(engagement, now):
    pair = [CoachingEngagementFactory(coach=engagement.coach, theme_id="wellbeing") for _number in range(2)]
    with pytest.raises(DomainError, match="tidak pernah dalam kelompok"):
        plan(pair, now)


def test_book_group_of_a_coachee_and_their_supervisor_is_refused(trio, now):
    SupervisionFactory(employee=trio[0].coachee, supervisor=trio[2].coachee)
    with pytest.raises(DomainError, match="memimpin"):
        plan(trio, now)
    assert plan(trio[:2], now).sessions.count() == 2


def test_book_group_of_a_supervisors_own_people_is_allowed(trio, now):
    for engagement in trio:
        SupervisionFactory(employee=engagement.coachee, supervisor=engagement.coach)
    assert plan(trio, now).sessions.count() == 3


def test_book_group_with_a_coaching_that_is_not_under_way_is_stale(engagement, now):
    other = CoachingEngagementFactory(coach=engagement.coach, state=CoachingEngagement.State.REQUESTED)
    with pytest.raises(StaleState):
        plan([engagement, other], now)
    assert (GroupSession.objects.count(), Booking.objects.count()) == (0, 0)


def test_book_group_by_anybody_but_the_coach_is_denied(trio, outsiders, now):
    for person in [*outsiders, trio[0].coachee]:
        with pytest.raises(AccessDenied):
            plan(trio, now, by=person)
    with pytest.raises(AccessDenied):
        plan([*trio, CoachingEngagementFactory()], now)


def test_book_group_while_one_of_them_is_busy_is_refused_whole(trio, now):
    book(CoachingEngagementFactory(coach=trio[2].coachee), NINE, now)
    with pytest.raises(PeriodTaken):
        plan(trio, now)
    assert (GroupSession.objects.count(), CoachingSession.objects.count()) == (0, 1)


@pytest.mark.parametrize("start", [NINE - 7 * DAY, NINE + 9 * HOUR, NINE + 60 * DAY])
def test_book_group_outside_the_coachs_hours_is_refused(trio, now, start):
    with pytest.raises(PeriodTaken):
        plan(trio, now, start=start)


def test_book_group_ignores_a_hold_that_is_over(trio, now):
    rival = CoachingEngagementFactory(coach=trio[0].coach)
    actions.hold_slot(engagement=rival, period=Period(NINE, TEN), by=rival.coachee, now=now - HOUR)
    assert plan(trio, now).start == NINE


def test_move_group_moves_everybody_and_tells_each_coachee(group, trio, now):
    move(group, TEN, now)
    assert {(start, kind) for _person, start, kind in booked()} == {(TEN, "coaching.group")}
    assert set(group.sessions.values_list("start", "place", "sequence", "is_short_notice")) == {(TEN, "R2", 1, False)}
    assert (group.sequence, group.place) == (1, "R2")
    assert told("session_moved") == {engagement.coachee_id for engagement in trio}


def test_move_group_leaves_out_who_cannot_come(group, trio, now):
    left = group.sessions.get(engagement=trio[0])
    actions.cancel_session(session=left, reason="Dinas", by=trio[0].coachee, now=now)
    book(CoachingEngagementFactory(coach=trio[0].coachee), TEN, now)
    move(group, TEN, now)
    left.refresh_from_db()
    assert (left.start, left.state, told("session_moved")) == (NINE, "cancelled", {row.coachee_id for row in trio[1:]})


def test_move_group_of_the_place_alone_keeps_the_time(group, now):
    move(group, NINE, now)
    assert set(group.sessions.values_list("start", "place")) == {(NINE, "R2")}


def test_move_group_at_short_notice_is_marked(group):
    move(group, NINE + DAY, NINE - HOUR / 2)
    assert set(group.sessions.values_list("is_short_notice", flat=True)) == {True}


def test_move_group_to_a_taken_time_changes_nothing(group, trio, now):
    book(CoachingEngagementFactory(coach=trio[1].coachee), TEN, now)
    with pytest.raises(PeriodTaken):
        move(group, TEN, now)
    assert set(group.sessions.values_list("start", "sequence")) == {(NINE, 0)}


def test_move_group_from_a_page_that_is_out_of_date_is_stale(group, now):
    move(group, TEN, now, seen=0)
    with pytest.raises(StaleState):
        move(group, NINE + DAY, now, seen=0)


@pytest.mark.parametrize("after", [timedelta(0), 2 * DAY], ids=str)
def test_group_that_has_begun_is_neither_moved_nor_called_off(group, after):
    with pytest.raises(DomainError, match="sudah dimulai"):
        move(group, NINE + 5 * DAY, NINE + after)
    with pytest.raises(DomainError, match="sudah dimulai"):
        actions.cancel_group(group=group, reason="x", by=group.coach, now=NINE + after)


def test_cancel_group_frees_everybody_and_tells_each_why(group, trio, now):
    actions.cancel_group(group=group, reason="Dinas luar", by=group.coach, now=now)
    assert (group.state, group.sequence, Booking.objects.count()) == ("cancelled", 1, 0)
    assert {(row.state, row.reason) for row in group.sessions.all()} == {("cancelled", "Dinas luar")}
    assert told("session_cancelled") == {engagement.coachee_id for engagement in trio}
    with pytest.raises(StaleState):
        actions.cancel_group(group=group, reason="x", by=group.coach, now=now)


def test_group_is_moved_and_called_off_by_its_coach_alone(group, trio, outsiders, now):
    for person in [*outsiders, trio[0].coachee]:
        with pytest.raises(AccessDenied):
            move(group, TEN, now, by=person)
        with pytest.raises(AccessDenied):
            actions.cancel_group(group=group, reason="x", by=person, now=now)


def test_session_of_a_group_is_not_moved_by_itself(group, trio, now):
    for person in (trio[0].coachee, group.coach):
        with pytest.raises(AccessDenied):
            actions.move_session(
                session=group.sessions.get(engagement=trio[0]), period=Period(TEN, AFTER), meeting=Meeting(),
                by=person, now=now,
            )  # fmt: skip


def test_coachee_who_cannot_come_frees_their_time_alone(group, trio, now):
    left = group.sessions.get(engagement=trio[0])
    actions.cancel_session(session=left, reason="Dinas", by=trio[0].coachee, now=now)
    group.refresh_from_db()
    assert {person for person, _start, _kind in booked()} == {group.coach_id, trio[1].coachee_id, trio[2].coachee_id}
    assert (group.state, told("group_left"), told("session_cancelled")) == ("scheduled", {group.coach_id}, set())


def test_group_ends_with_the_last_who_leaves(group, trio, now):
    states = []
    for engagement in trio:
        session = group.sessions.get(engagement=engagement)
        actions.cancel_session(session=session, reason="Dinas", by=engagement.coachee, now=now)
        group.refresh_from_db()
        states.append((group.state, Booking.objects.count()))
    assert states == [("scheduled", 3), ("scheduled", 2), ("cancelled", 0)]


def test_coach_takes_one_out_and_tells_only_them(group, trio, now):
    session = group.sessions.get(engagement=trio[0])
    actions.cancel_session(session=session, reason="Topik lain", by=group.coach, now=now)
    assert (told("session_cancelled"), told("group_left")) == ({trio[0].coachee_id}, set())


def test_end_of_one_coaching_takes_its_coachee_out_of_the_group(group, trio, now):
    actions.cancel_engagement(engagement=trio[0], reason="Mutasi", by=trio[0].coachee, now=now)
    group.refresh_from_db()
    assert (group.state, group.sessions.filter(state="scheduled").count(), Booking.objects.count()) == (
        "scheduled", 2, 3,
    )  # fmt: skip


def test_join_group_twice_keeps_the_first_time(group, trio, now):
    session = group.sessions.get(engagement=trio[0])
    for moment in (now, now + HOUR):
        actions.join_group(session=session, by=trio[0].coachee, now=moment)
    session.refresh_from_db()
    assert session.joined_at == now


def test_join_group_by_others_is_denied_and_of_a_cancelled_one_is_stale(group, trio, outsiders, now):
    session = group.sessions.get(engagement=trio[0])
    for person in [*outsiders, group.coach, trio[1].coachee]:
        with pytest.raises(AccessDenied):
            actions.join_group(session=session, by=person, now=now)
    actions.cancel_group(group=group, reason="x", by=group.coach, now=now)
    with pytest.raises(StaleState):
        actions.join_group(session=session, by=trio[0].coachee, now=now)


def test_join_group_once_it_has_begun_tells_no_names(group, trio, now):
    late, early = (group.sessions.get(engagement=engagement) for engagement in trio[:2])
    actions.join_group(session=early, by=trio[1].coachee, now=now)
    for moment in (NINE, AFTER):
        with pytest.raises(DomainError, match="sudah dimulai"):
            actions.join_group(session=late, by=trio[0].coachee, now=moment)
        actions.join_group(session=early, by=trio[1].coachee, now=moment)  # as before
    late.refresh_from_db()
    assert (late.joined_at, group_part(late, trio[0].coachee, now=AFTER).names) == (None, [])


def test_join_of_a_talk_of_two_is_denied(engagement, now):
    session = CoachingSessionFactory(engagement=engagement, start=NINE)
    with pytest.raises(AccessDenied):
        actions.join_group(session=session, by=engagement.coachee, now=now)


def test_each_coachee_of_a_group_earns_their_own_jp_and_who_was_missing_none(group, trio):
    for engagement in trio[:2]:
        session = group.sessions.get(engagement=engagement)
        actions.give_feedback(session=session, feedback=full_feedback(AFTER.date()), by=group.coach, now=AFTER)
        actions.agree_session(session=session, reflection="a", by=engagement.coachee, now=AFTER)
    missed = group.sessions.get(engagement=trio[2])
    actions.mark_no_show(session=missed, reason="Tidak datang", by=group.coach, now=AFTER)
    assert missed.engagement.coachee_id not in Booking.objects.values_list("person", flat=True)
    assert group.coach_id in Booking.objects.values_list("person", flat=True)
    earned = set(LedgerEntry.objects.values_list("employee", "jp"))
    assert earned == {(engagement.coachee_id, 2) for engagement in trio[:2]}
