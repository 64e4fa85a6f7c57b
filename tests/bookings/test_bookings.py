"""Nobody is promised twice: the database, the actions, and two threads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from bkn_portal.bookings import actions, queries
from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.bookings.models import Booking
from bkn_portal.core.periods import Period
from tests.factories import EmployeeFactory

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MORNING = Period(NINE, NINE + HOUR)


def _row(person, start=NINE, end=NINE + HOUR, object_id=1):
    return Booking(person=person, start=start, end=end, kind="test.talk", object_id=object_id)


@pytest.fixture
def person(db):
    return EmployeeFactory()


@pytest.mark.parametrize(
    ("start", "end"),
    [(NINE, NINE + HOUR), (NINE - HOUR, NINE + timedelta(minutes=1)), (NINE + HOUR / 2, NINE + 3 * HOUR)],
)
def test_booking_overlap_is_refused_by_the_database(person, start, end):
    _row(person).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        _row(person, start, end, object_id=2).save()
    assert Booking.objects.count() == 1


def test_booking_overlap_by_update_is_refused_by_the_database(person):
    _row(person).save()
    later = _row(person, NINE + HOUR, NINE + 2 * HOUR, object_id=2)
    later.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=later.pk).update(start=NINE)


def test_booking_overlap_is_explained_by_the_form(person):
    _row(person).save()
    with pytest.raises(ValidationError, match="terisi"):
        _row(person, object_id=2).validate_constraints()


def test_booking_back_to_back_is_allowed(person):
    _row(person).save()
    _row(person, NINE + HOUR, NINE + 2 * HOUR, object_id=2).save()
    assert Booking.objects.count() == 2


def test_booking_without_length_is_refused_by_the_database(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        _row(person, NINE, NINE).save()


def test_booking_without_length_is_explained_by_the_form(person):
    with pytest.raises(ValidationError, match="setelah waktu mulainya"):
        _row(person, NINE, NINE).validate_constraints()


def test_booking_same_person_twice_in_an_appointment_is_refused_by_the_database(person):
    _row(person).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        _row(person, NINE + 3 * HOUR, NINE + 4 * HOUR).save()


def test_booking_same_person_twice_in_an_appointment_is_explained_by_the_form(person):
    _row(person).save()
    with pytest.raises(ValidationError, match="sudah terdaftar"):
        _row(person, NINE + 3 * HOUR, NINE + 4 * HOUR).validate_constraints()


def test_book_when_one_of_two_is_taken_promises_neither(person):
    other = EmployeeFactory()
    actions.book(people=[person], period=MORNING, kind="test.talk", object_id=1)
    with pytest.raises(PeriodTaken):
        actions.book(people=[other, person], period=MORNING, kind="test.talk", object_id=2)
    assert list(Booking.objects.values_list("person", "object_id")) == [(person.pk, 1)]


def test_move_to_a_taken_time_keeps_the_old_promise(person):
    actions.book(people=[person], period=MORNING, kind="test.talk", object_id=1)
    later = Period(NINE + HOUR, NINE + 2 * HOUR)
    actions.book(people=[person], period=later, kind="test.talk", object_id=2)
    with pytest.raises(PeriodTaken):
        actions.move(kind="test.talk", object_id=2, period=MORNING)
    assert Booking.objects.get(object_id=2).period == later


def test_move_over_its_own_time_is_allowed(person):
    actions.book(people=[person, EmployeeFactory()], period=MORNING, kind="test.talk", object_id=1)
    moved = Period(NINE + HOUR / 2, NINE + 3 * HOUR / 2)
    actions.move(kind="test.talk", object_id=1, period=moved)
    assert {row.period for row in Booking.objects.all()} == {moved}


def test_release_gives_the_time_back(person):
    actions.book(people=[person], period=MORNING, kind="test.talk", object_id=1)
    actions.release(kind="test.talk", object_id=1)
    assert queries.busy([person], MORNING) == []


def test_busy_tells_the_promised_times_of_all_but_for_one_appointment(person):
    other, later = EmployeeFactory(), Period(NINE + 2 * HOUR, NINE + 3 * HOUR)
    actions.book(people=[person], period=MORNING, kind="test.talk", object_id=1)
    actions.book(people=[other], period=later, kind="test.talk", object_id=2)
    day = Period(NINE - HOUR, NINE + 9 * HOUR)
    assert queries.busy([person, other], day) == [MORNING, later]
    assert queries.busy([person, other], day, but_for=("test.talk", 1)) == [later]
    assert queries.busy([person], later) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_book_by_two_threads_at_once_gives_the_time_once():
    coach, *others = EmployeeFactory.create_batch(9)
    barrier = Barrier(len(others))

    def attempt(number):
        barrier.wait()
        try:
            actions.book(people=[others[number], coach], period=MORNING, kind="test.talk", object_id=number)
        except PeriodTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(others)) as pool:
        won = list(pool.map(attempt, range(len(others))))
    assert (sum(won), Booking.objects.filter(person=coach).count(), Booking.objects.count()) == (1, 1, 2)
