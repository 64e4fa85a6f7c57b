"""Reversals and corrections, and what they leave to later activities."""

from datetime import date
from decimal import Decimal

import pytest

from bkn_portal.core.errors import AccessDenied, DomainError, StaleState
from bkn_portal.hours import actions, queries
from bkn_portal.hours.models import Form, LedgerEntry
from tests.factories import EmployeeFactory, post_hours

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def verifier():
    return EmployeeFactory(is_verifier=True)


def lines_of(entry):
    """Kind, JP and change of each line of an activity, oldest first."""
    return list(queries.history_of(entry).values_list("kind", "jp", "change"))


def total(employee):
    return queries.year_summary(employee, on=TODAY).earned


def test_reverse_takes_the_jp_back_and_keeps_the_first_line(now, verifier):
    employee = EmployeeFactory()
    entry = post_hours(employee, now)
    line = actions.reverse(entry=entry, reason="Salah catat.", by=verifier, now=now)
    assert lines_of(entry) == [("earned", 2, 2), ("reversed", 0, -2)]
    assert (line.original, line.version, line.reason) == (entry, 2, "Salah catat.")
    assert total(employee) == 0


def test_reverse_twice_changes_nothing(now, verifier):
    entry = post_hours(EmployeeFactory(), now)
    first = actions.reverse(entry=entry, reason="Salah catat.", by=verifier, now=now)
    assert actions.reverse(entry=entry, reason="Lagi.", by=verifier, now=now) == first
    assert LedgerEntry.objects.count() == 2


def test_reverse_gives_the_room_to_the_activity_posted_next(now, verifier):
    """Three sessions of a month, the first was a mistake: the third counts now, and names the reversal as its cause."""
    employee = EmployeeFactory()
    first, second, third, fourth = [post_hours(employee, now) for _ in range(4)]
    reversal = actions.reverse(entry=first, reason="Salah catat.", by=verifier, now=now)
    assert lines_of(second) == [("earned", 2, 2)]
    assert lines_of(third) == [("earned", 0, 0), ("corrected", 2, 2)]
    assert lines_of(fourth) == [("earned", 0, 0)]
    assert queries.history_of(third).last().cause == reversal
    assert (total(employee), queries.differences(employee)) == (4, {})


def test_reverse_in_one_month_leaves_the_other_months_alone(now, verifier):
    employee = EmployeeFactory()
    october = post_hours(employee, now, occurred_on=date(2026, 10, 1))
    november = [post_hours(employee, now) for _ in range(3)]
    actions.reverse(entry=october, reason="Salah catat.", by=verifier, now=now)
    assert lines_of(november[2]) == [("earned", 0, 0)]


def test_reversed_room_counts_for_a_post_that_comes_later(now, verifier):
    employee = EmployeeFactory()
    entries = [post_hours(employee, now) for _ in range(2)]
    actions.reverse(entry=entries[0], reason="Salah catat.", by=verifier, now=now)
    assert post_hours(employee, now).jp == 2


def test_reverse_of_minutes_settles_the_rest_of_the_day(now, verifier):
    """30 and 60 minutes made 2 JP together; without the first the second makes 1."""
    employee = EmployeeFactory()
    first, second = [post_hours(employee, now, form=Form.SELF_STUDY, quantity=minutes) for minutes in (30, 60)]
    assert (first.jp, second.jp) == (0, 2)
    actions.reverse(entry=first, reason="Dicatat dua kali.", by=verifier, now=now)
    assert lines_of(second) == [("earned", 2, 2), ("corrected", 1, -1)]
    assert (total(employee), queries.differences(employee)) == (1, {})


def test_correct_changes_the_quantity_and_settles_later_ones(now, verifier):
    employee = EmployeeFactory()
    first, second = [post_hours(employee, now, form=Form.SELF_STUDY, quantity=90) for _ in range(2)]
    line = actions.correct(
        entry=first, quantity=Decimal(45), international=False, reason="Hanya 45 menit.", by=verifier, now=now
    )
    assert (line.quantity, line.jp, line.change) == (45, 1, -1)
    assert lines_of(second) == [("earned", 0, 0), ("corrected", 1, 1)]
    assert (total(employee), queries.differences(employee)) == (2, {})


def test_correct_keeps_the_place_in_the_order(now, verifier):
    """The corrected activity was posted first, so it keeps the room and the later ones stay without."""
    employee = EmployeeFactory()
    entries = [post_hours(employee, now) for _ in range(3)]
    actions.correct(
        entry=entries[0], quantity=Decimal(1), international=True, reason="Di luar negeri.", by=verifier, now=now
    )
    assert [queries.history_of(entry).last().jp for entry in entries] == [4, 2, 0]
    assert queries.differences(employee) == {}


def test_correct_older_line_is_stale(now, verifier):
    entry = post_hours(EmployeeFactory(), now, form=Form.SEMINAR)
    values = {"quantity": Decimal(2), "international": False, "reason": "Dua hari.", "by": verifier, "now": now}
    actions.correct(entry=entry, **values)
    with pytest.raises(StaleState):
        actions.correct(entry=entry, **values)
    assert LedgerEntry.objects.count() == 2


def test_correct_reversed_activity_is_refused(now, verifier):
    entry = post_hours(EmployeeFactory(), now)
    line = actions.reverse(entry=entry, reason="Salah catat.", by=verifier, now=now)
    with pytest.raises(DomainError, match="sudah dibatalkan"):
        actions.correct(entry=line, quantity=Decimal(1), international=False, reason="Lagi.", by=verifier, now=now)


@pytest.mark.parametrize("role", [{}, {"is_leader": True}, {"is_verifier": True, "own": True}])
def test_amend_by_others_and_by_oneself_is_denied(now, role):
    own = role.pop("own", False)
    by = EmployeeFactory(**role)
    entry = post_hours(by if own else EmployeeFactory(), now)
    with pytest.raises(AccessDenied):
        actions.reverse(entry=entry, reason="Salah.", by=by, now=now)
    with pytest.raises(AccessDenied):
        actions.correct(entry=entry, quantity=Decimal(1), international=False, reason="Salah.", by=by, now=now)
    assert LedgerEntry.objects.count() == 1
