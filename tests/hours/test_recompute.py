"""What is stored is what the rules give, over any history."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bkn_portal.core.errors import DomainError
from bkn_portal.hours import actions, queries
from bkn_portal.hours.models import Form, LedgerEntry, YearTotal
from tests.conftest import NOW
from tests.factories import EmployeeFactory, post_hours

pytestmark = pytest.mark.django_db

days = st.sampled_from([date(2025, 12, 30), date(2026, 2, 27), date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 30)])
posts = st.tuples(
    st.just("post"),
    st.sampled_from([Form.COACHING, Form.MENTORING, Form.SELF_STUDY, Form.E_LEARNING, Form.COURSE]),
    days,
    st.integers(1, 200),
    st.booleans(),
)
amendments = st.tuples(st.sampled_from(["reverse", "correct"]), st.integers(0, 20), st.integers(1, 200), st.booleans())


def tell(history, employee, verifier):
    entries = []
    for kind, *rest in history:
        if kind == "post":
            form, day, quantity, international = rest
            fields = {"form": form, "occurred_on": day, "quantity": quantity, "international": international}
            entries.append(post_hours(employee, NOW, **fields))
        elif entries:
            index, quantity, international = rest
            latest = queries.history_of(entries[index % len(entries)]).last()
            _amend(kind, latest, quantity, international, verifier)


def _amend(kind, latest, quantity, international, verifier):
    if kind == "reverse":
        actions.reverse(entry=latest, reason="Uji.", by=verifier, now=NOW)
        return
    values = {"quantity": Decimal(quantity), "international": international, "reason": "Uji."}
    if latest.kind == "reversed":
        with pytest.raises(DomainError):
            actions.correct(entry=latest, by=verifier, now=NOW, **values)
    else:
        actions.correct(entry=latest, by=verifier, now=NOW, **values)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(posts | amendments, max_size=14), pppk=st.booleans())
def test_recomputed_from_zero_equals_what_is_stored(history, pppk):
    more = {"contract_start": date(2024, 3, 1)} if pppk else {}
    employee, verifier = EmployeeFactory(pppk=pppk, **more), EmployeeFactory(is_verifier=True)
    tell(history, employee, verifier)
    stored = queries.stored_totals(employee)
    assert queries.differences(employee) == {}
    assert sum((sum(parts.values()) for parts in stored.values()), Decimal(0)) == sum(
        (line.jp for line in LedgerEntry.objects.filter(employee=employee).current()), Decimal(0)
    )
    actions.recompute(employee=employee)
    assert queries.stored_totals(employee) == stored


def test_differences_name_year_and_both_sums(now):
    employee = EmployeeFactory()
    post_hours(employee, now)
    YearTotal.objects.update(coaching=8)
    ((year, sums),) = queries.differences(employee).items()
    assert (year.start, sums) == (date(2026, 1, 1), (8, 2))


def test_command_tells_what_is_wrong_without_repairing_it(now):
    employee = EmployeeFactory()
    post_hours(employee, now)
    YearTotal.objects.update(coaching=8)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("recompute_hours", stdout=out)
    assert out.getvalue().splitlines() == [
        f"employee {employee.pk}, 2026-01-01 to 2026-12-31: 8 JP stored, 2.00 due",
        "1 employees checked, 1 with a total that is not right",
    ]
    assert YearTotal.objects.get().coaching == 8


def test_command_with_repair_mends_it(now):
    post_hours(EmployeeFactory(), now)
    post_hours(EmployeeFactory(), now)
    YearTotal.objects.update(coaching=8)
    call_command("recompute_hours", repair=True, stdout=StringIO())
    assert set(YearTotal.objects.values_list("coaching", flat=True)) == {2}


def test_command_with_nothing_wrong_says_so(now):
    post_hours(EmployeeFactory(), now)
    out = StringIO()
    call_command("recompute_hours", stdout=out)
    assert out.getvalue() == "1 employees checked, 0 with a total that is not right\n"
