from datetime import date
from decimal import Decimal

import pytest

from bkn_portal.hours import actions, queries
from bkn_portal.hours.models import Form, LedgerEntry
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


def post(employee, now, source_id, *, form=Form.COACHING, quantity=1, on=date(2026, 11, 3), **more):
    return actions.post(
        employee=employee, form=form, occurred_on=on, quantity=Decimal(quantity), source_kind="coaching.session",
        source_id=source_id, title=f"Sesi coaching ke-{source_id}", by=employee, now=now, **more,
    )  # fmt: skip


def test_post_one_session_earns_two_jp_in_the_year(now):
    employee = EmployeeFactory()
    entry = post(employee, now, 1)
    summary = queries.year_summary(employee, on=date(2026, 11, 24))
    assert (entry.jp, summary.earned, summary.target, summary.is_floor) == (2, 2, 20, True)
    assert summary.by_pillar == {"coaching": 2, "mentoring": 0, "mandiri": 0}


def test_post_twice_returns_the_first_line(now):
    employee = EmployeeFactory()
    assert post(employee, now, 1) == post(employee, now, 1)
    assert LedgerEntry.objects.count() == 1


def test_post_beyond_the_cap_is_kept_with_nothing(now):
    employee = EmployeeFactory()
    entries = [post(employee, now, n) for n in (1, 2, 3)]
    assert [entry.jp for entry in entries] == [2, 2, 0]


def test_reverse_gives_the_room_to_the_later_line(now):
    employee, verifier = EmployeeFactory(), EmployeeFactory(is_verifier=True)
    first, _, third = [post(employee, now, n) for n in (1, 2, 3)]
    actions.reverse(entry=first, reason="Salah catat.", by=verifier, now=now)
    assert [line.jp for line in LedgerEntry.objects.filter(source_id=third.source_id).order_by("version")] == [0, 2]
    assert queries.year_summary(employee, on=date(2026, 11, 24)).earned == 4
    assert queries.differences(employee) == {}
