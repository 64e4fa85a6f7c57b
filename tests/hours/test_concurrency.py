"""Two requests at the same instant, on the database that has them: PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bkn_portal.hours import queries
from bkn_portal.hours.models import LedgerEntry, YearTotal
from tests.factories import EmployeeFactory, post_hours

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*calls):
    """Run the calls in threads that start together; each thread closes its connection."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(timeout=30) for future in [pool.submit(run, call) for call in calls]]


def test_posts_at_the_same_instant_never_exceed_the_cap(now):
    employee = EmployeeFactory()
    post_hours(employee, now)
    entries = at_once(*[lambda n=n: post_hours(employee, now, source_id=n) for n in (1, 2)])
    assert sorted(entry.jp for entry in entries) == [0, 2]
    assert (YearTotal.objects.get().coaching, queries.differences(employee)) == (4, {})


def test_same_source_posted_twice_at_the_same_instant_is_one_line(now):
    employee = EmployeeFactory()
    first, second = at_once(*[lambda: post_hours(employee, now, source_id=1)] * 2)
    assert first == second
    assert (LedgerEntry.objects.count(), YearTotal.objects.get().coaching) == (1, 2)


def test_posts_of_two_people_at_the_same_instant_both_count(now):
    people = [EmployeeFactory(), EmployeeFactory()]
    entries = at_once(*[lambda employee=employee: post_hours(employee, now) for employee in people])
    assert [entry.jp for entry in entries] == [2, 2]
