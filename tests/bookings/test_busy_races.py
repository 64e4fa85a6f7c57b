"""Two at once at one busy calendar: seen with threads, which SQLite's single writer does not have."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting

import pytest
from django.db import connection, transaction

from bkn_portal.bookings.actions import busy, leave_calendar, subscribe_calendar
from bkn_portal.bookings.models import BusyCalendar, BusyTime
from bkn_portal.core.errors import AccessDenied
from bkn_portal.core.fetching import Fetched
from bkn_portal.core.periods import Period
from bkn_portal.employees.actions import deactivate_employee
from bkn_portal.employees.models import Employee
from tests.factories import BusyCalendarFactory, BusyTimeFactory, EmployeeFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
HERE, THERE = "https://one.example.org/a.ics", "https://two.example.org/b.ics"


def while_open(first, second):
    """The second step begins while the first one's transaction is open, and ends after it; what the second raised."""

    def step():
        try:
            second()
        except Exception as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            running = pool.submit(step)
            with pytest.raises(StillWaiting):
                running.result(timeout=0.5)
        return running.result(timeout=10)


def store(calendar, now):
    """What a sweep does that has just read it."""
    busy._store(calendar, Fetched(b""), [Period(now, now + busy.EVERY)], now=now)


def stored():
    return BusyCalendar.objects.count(), BusyTime.objects.count()


def test_calendar_left_while_its_times_are_stored_leaves_none(now):
    calendar = BusyTimeFactory().calendar
    assert while_open(lambda: store(calendar, now), lambda: leave_calendar(by=calendar.person, now=now)) is None
    assert stored() == (0, 0)


def test_calendar_replaced_while_its_times_are_stored_leaves_none(now):
    calendar = BusyTimeFactory().calendar
    fault = while_open(
        lambda: store(calendar, now), lambda: subscribe_calendar(address=THERE, by=calendar.person, now=now)
    )
    assert (fault, stored(), BusyCalendar.objects.get().address) == (None, (1, 0), THERE)


def test_times_stored_while_the_calendar_is_left_are_none(now):
    calendar = BusyTimeFactory().calendar
    assert while_open(lambda: leave_calendar(by=calendar.person, now=now), lambda: store(calendar, now)) is None
    assert stored() == (0, 0)


@pytest.mark.parametrize("has_one", [False, True])
def test_two_calendars_subscribed_at_once_are_one(now, has_one):
    person = BusyCalendarFactory().person if has_one else EmployeeFactory()
    fault = while_open(
        lambda: subscribe_calendar(address=HERE, by=person, now=now),
        lambda: subscribe_calendar(address=THERE, by=person, now=now),
    )
    assert (fault, BusyCalendar.objects.get().address) == (None, THERE)


def test_calendar_subscribed_by_somebody_who_is_being_deactivated_is_refused(now):
    person, hr = EmployeeFactory(), EmployeeFactory(is_hr_admin=True)
    fault = while_open(
        lambda: deactivate_employee(employee=person, by=hr, now=now),
        lambda: subscribe_calendar(address=HERE, by=Employee.objects.get(pk=person.pk), now=now),
    )
    assert (type(fault), stored()) == (AccessDenied, (0, 0))
