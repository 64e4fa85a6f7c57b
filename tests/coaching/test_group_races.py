"""Two at once get one truth: seen with threads, which SQLite's single writer does not have."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from bkn_portal.bookings.models import Booking
from bkn_portal.core.errors import DomainError
from bkn_portal.core.periods import Period
from coaching import actions
from coaching.actions import Meeting
from coaching.models import CoachingSession, GroupSession
from tests.factories import CoachingEngagementFactory, group_of

from .conftest import book

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at_once(*steps):
    """Run the steps at the same moment; for each whether a rule let it pass."""
    barrier = Barrier(len(steps))

    def attempt(step):
        barrier.wait()
        try:
            step()
        except DomainError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(attempt, steps))


def coachings(count):
    first = CoachingEngagementFactory()
    return [first, *(CoachingEngagementFactory(coach=first.coach) for _number in range(count - 1))]


def plan(engagements, now):
    return actions.book_group(
        engagements=engagements, topic="a", period=Period(NINE, NINE + HOUR), meeting=Meeting(),
        by=engagements[0].coach, now=now,
    )  # fmt: skip


def leave(group, engagement, now):
    session = CoachingSession.objects.select_related("engagement__coachee").get(group=group, engagement=engagement)
    actions.cancel_session(session=session, reason="x", by=session.engagement.coachee, now=now)


def test_two_groups_at_one_time_by_one_coach_at_once_are_one(now):
    four = coachings(4)
    won = at_once(lambda: plan(four[:2], now), lambda: plan(four[2:], now))
    assert (sorted(won), GroupSession.objects.count(), CoachingSession.objects.count()) == ([False, True], 1, 2)


def test_group_and_talk_of_two_with_one_coachee_at_once_are_one(now):
    three = coachings(3)
    elsewhere = CoachingEngagementFactory(coachee=three[2].coachee)
    won = at_once(lambda: plan(three, now), lambda: book(elsewhere, NINE, now))
    assert (sorted(won), Booking.objects.filter(person=three[2].coachee).count()) == ([False, True], 1)


def test_groups_that_share_their_people_crosswise_at_once_do_not_wait_for_each_other(now):
    mine, theirs = coachings(3), coachings(3)
    crossed = [CoachingEngagementFactory(coach=theirs[0].coach, coachee=row.coachee) for row in reversed(mine)]
    won = at_once(lambda: plan(mine, now), lambda: plan(crossed, now))
    assert (sorted(won), GroupSession.objects.count()) == ([False, True], 1)


def test_last_two_who_leave_at_once_end_the_group(now):
    pair = coachings(2)
    group = group_of(*pair, start=NINE)
    won = at_once(*(lambda row=row: leave(group, row, now) for row in pair))
    group.refresh_from_db()
    assert (won, group.state, Booking.objects.count()) == ([True, True], "cancelled", 0)


def test_move_of_a_group_while_one_leaves_at_once_leaves_one_truth(now):
    three = coachings(3)
    group = group_of(*three, start=NINE)
    period = Period(NINE + HOUR, NINE + 2 * HOUR)
    mine = GroupSession.objects.get()
    move = {"period": period, "meeting": Meeting(), "reason": "x", "by": group.coach, "now": now}
    won = at_once(lambda: actions.move_group(group=mine, **move), lambda: leave(group, three[0], now))
    coming = CoachingSession.objects.filter(group=group, state="scheduled")
    assert (won[0], coming.count()) == (True, 3 - won[1])
    assert {(row.start, row.person_id) for row in Booking.objects.all()} == {
        (period.start, pk) for pk in [group.coach_id, *coming.values_list("engagement__coachee", flat=True)]
    }
    left = CoachingSession.objects.get(group=group, engagement=three[0])
    assert left.sequence == 1 + won[1] * (left.start == period.start)
