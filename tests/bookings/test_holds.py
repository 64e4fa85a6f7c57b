"""Time held while somebody chooses: nobody else gets it, and it comes back by itself."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bkn_portal.bookings.actions import HOLD_FOR, PeriodTaken, book, clear_holds, hold, sweep_holds
from bkn_portal.bookings.models import Booking
from bkn_portal.bookings.queries import feed_appointments
from bkn_portal.bookings.tasks import sweep_holds as sweep_task
from bkn_portal.core.periods import Period
from tests.factories import EmployeeFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PERIOD, NEXT = Period(NINE, NINE + HOUR), Period(NINE + HOUR, NINE + 2 * HOUR)


@pytest.fixture
def pair(db):
    return [EmployeeFactory(), EmployeeFactory()]


def _hold(people, now, period=PERIOD, object_id=1):
    return hold(people=people, period=period, kind="x.hold", object_id=object_id, now=now)


def test_hold_keeps_the_time_of_both_for_ten_minutes(pair, now):
    assert _hold(pair, now) == now + timedelta(minutes=10)
    with pytest.raises(PeriodTaken):
        book(people=[pair[1], EmployeeFactory()], period=PERIOD, kind="y", object_id=7)


def test_hold_of_the_same_appointment_moves(pair, now):
    _hold(pair, now)
    _hold(pair, now, period=NEXT)
    assert {row.start for row in Booking.objects.all()} == {NEXT.start}


def test_hold_of_a_taken_time_leaves_the_earlier_one(pair, now):
    book(people=[pair[0]], period=NEXT, kind="y", object_id=7)
    _hold(pair, now)
    with pytest.raises(PeriodTaken):
        _hold(pair, now, period=NEXT)
    assert Booking.objects.of("x.hold", 1).filter(start=PERIOD.start).count() == 2


def test_hold_that_is_over_is_in_nobodys_way_before_the_sweep(pair, now):
    _hold(pair, now)
    later = now + HOLD_FOR
    assert (
        Booking.objects.standing(later - timedelta(seconds=1)).count(),
        Booking.objects.standing(later).count(),
    ) == (2, 0)
    _hold([pair[0], EmployeeFactory()], later, object_id=2)
    assert Booking.objects.of("x.hold", 2).count() == 2


def test_clear_holds_leaves_promises_alone(pair, now):
    book(people=pair, period=PERIOD, kind="x.hold", object_id=1)
    clear_holds(people=pair, kind="x.hold", object_id=1, now=now)
    assert Booking.objects.count() == 2


def test_sweep_gives_back_what_is_over_and_nothing_else(pair, now):
    _hold(pair, now)
    book(people=pair, period=NEXT, kind="y", object_id=7)
    assert (sweep_holds(now=now), sweep_holds(now=now + HOLD_FOR), Booking.objects.count()) == (0, 2, 2)


def test_sweep_task_uses_the_clock(pair, now):
    _hold(pair, now)
    with time_machine.travel(now + HOLD_FOR, tick=False):
        sweep_task()
    assert Booking.objects.count() == 0


def test_feed_shows_no_hold(pair, now):
    _hold(pair, now)
    assert feed_appointments(pair[0], now=now) == []
