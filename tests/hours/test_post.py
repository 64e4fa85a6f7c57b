from datetime import date
from decimal import Decimal

import pytest

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import DomainError
from bkn_portal.hours import queries
from bkn_portal.hours.models import Form, HourRule, LedgerEntry, RuleExample, YearTotal
from bkn_portal.hours.rulebook import EXAMPLES
from tests.factories import EmployeeFactory, post_hours

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_post_one_session_earns_two_jp_in_the_year(now):
    employee = EmployeeFactory()
    entry = post_hours(employee, now)
    summary = queries.year_summary(employee, on=TODAY)
    assert (entry.jp, entry.outcome, entry.rule.form) == (2, "counted", "coaching")
    assert (summary.earned, summary.by_pillar) == (2, {"coaching": 2, "mentoring": 0, "mandiri": 0})


@pytest.mark.parametrize(("form", "example"), [(form, row) for form, rows in EXAMPLES.items() for row in rows])
def test_example_of_the_rulebook_holds_in_the_ledger(now, form, example):
    """The worked examples that the admin shows give the same JP when they are really posted."""
    quantity, times, international, expected = example
    employee = EmployeeFactory()
    lines = [post_hours(employee, now, form=form, quantity=quantity, international=international) for _ in range(times)]
    assert sum(line.jp for line in lines) == Decimal(expected)


def test_examples_cover_every_form_and_hold():
    examples = list(RuleExample.objects.select_related("rule"))
    assert {example.rule.form for example in examples} == set(Form.values)
    assert [example for example in examples if not example.passes] == []


def test_post_same_source_again_returns_the_first_and_changes_nothing(now):
    employee = EmployeeFactory()
    first = post_hours(employee, now, source_id=1)
    again = post_hours(employee, now, source_id=1, quantity=2, title="Lain")
    assert (again, again.title) == (first, first.title)
    assert LedgerEntry.objects.count() == 1
    assert YearTotal.objects.get().coaching == 2
    assert Event.objects.filter(kind="hours.entry.earned").count() == 1


def test_post_one_source_for_two_people_counts_for_both(now):
    lines = [post_hours(EmployeeFactory(), now, source_kind="community.meeting", source_id=1) for _ in range(2)]
    assert [line.jp for line in lines] == [2, 2]


def test_post_beyond_the_cap_is_kept_with_no_jp_and_the_reason(now):
    employee = EmployeeFactory()
    lines = [post_hours(employee, now) for _ in range(3)]
    assert [(line.jp, line.counted, line.outcome) for line in lines] == [
        (2, 1, "counted"),
        (2, 1, "counted"),
        (0, 0, "cap_reached"),
    ]
    assert queries.year_summary(employee, on=TODAY).earned == 4


def test_post_later_month_first_leaves_each_month_its_cap(now):
    employee = EmployeeFactory()
    days = [date(2026, 11, 2), date(2026, 10, 5), date(2026, 11, 3), date(2026, 10, 6), date(2026, 11, 4)]
    assert [post_hours(employee, now, occurred_on=day).jp for day in days] == [2, 2, 2, 2, 0]


def test_post_shared_cap_group_counts_both_forms_together(now):
    HourRule.objects.filter(form__in=["coaching", "mentoring"]).update(cap_group="cmb")
    employee = EmployeeFactory()
    forms = [Form.COACHING, Form.MENTORING, Form.COACHING]
    assert [post_hours(employee, now, form=form).jp for form in forms] == [2, 2, 0]


def test_post_uses_the_rule_of_the_day_it_happened(now):
    HourRule.objects.filter(form="coaching").update(valid_until=date(2026, 10, 31))
    newer = HourRule.objects.get(form="coaching")
    newer.pk, newer.valid_from, newer.valid_until, newer.rate = None, date(2026, 11, 1), None, Decimal(3)
    newer.save()
    employee = EmployeeFactory()
    days = [date(2026, 10, 31), date(2026, 11, 1)]
    assert [post_hours(employee, now, occurred_on=day).jp for day in days] == [2, 3]


def test_post_on_a_day_without_a_rule_is_refused(now):
    with pytest.raises(DomainError, match="Tidak ada aturan JP"):
        post_hours(EmployeeFactory(), now, occurred_on=date(2018, 12, 31))


def test_post_of_a_day_to_come_is_refused_in_the_persons_zone(now):
    """16.00 UTC is still 24 November in Jakarta and already 25 November in Jayapura."""
    late = now.replace(hour=16)
    tomorrow = date(2026, 11, 25)
    with pytest.raises(DomainError, match="setelah kegiatan berlangsung"):
        post_hours(EmployeeFactory(), late, occurred_on=tomorrow)
    assert post_hours(EmployeeFactory(time_zone_override="Asia/Jayapura"), late, occurred_on=tomorrow).jp == 2


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "10000"])
def test_post_quantity_that_cannot_be_is_refused(now, quantity):
    with pytest.raises(DomainError, match="bilangan bulat"):
        post_hours(EmployeeFactory(), now, quantity=quantity)


def test_post_more_minutes_than_a_day_has_is_refused(now):
    with pytest.raises(DomainError, match=r"1\.440"):
        post_hours(EmployeeFactory(), now, form=Form.SELF_STUDY, quantity=1441)


def test_post_certificate_may_state_parts_of_a_jp(now):
    assert post_hours(EmployeeFactory(), now, form=Form.COURSE, quantity="7.5").jp == Decimal("7.5")


def test_post_counts_a_pppk_in_the_contract_year(now):
    employee = EmployeeFactory(pppk=True, contract_start=date(2024, 3, 1), contract_end=date(2029, 2, 28))
    for day in (date(2026, 2, 28), date(2026, 3, 1)):
        post_hours(employee, now, occurred_on=day)
    totals = YearTotal.objects.order_by("start").values_list("start", "end", "coaching")
    assert list(totals) == [
        (date(2025, 3, 1), date(2026, 2, 28), 2),
        (date(2026, 3, 1), date(2027, 2, 28), 2),
    ]


def test_post_after_a_new_contract_rebuilds_the_years(now):
    employee = EmployeeFactory(pppk=True, contract_start=date(2024, 3, 1))
    post_hours(employee, now, occurred_on=date(2026, 5, 5))
    employee.contract_start = date(2026, 4, 1)
    employee.save()
    assert queries.year_summary(employee, on=TODAY).earned == 2
    post_hours(employee, now, occurred_on=date(2026, 6, 5))
    assert list(YearTotal.objects.values_list("start", "coaching")) == [(date(2026, 4, 1), 4)]
    assert queries.year_summary(employee, on=TODAY).earned == 4


def test_post_writes_an_event_without_the_title(now):
    employee = EmployeeFactory()
    entry = post_hours(employee, now, source_id=9)
    event = Event.objects.get(kind="hours.entry.earned")
    assert (event.target_id, event.details) == (
        str(entry.pk),
        {"form": "coaching", "jp": "2.00", "change": "2.00", "source": "example.activity:9"},
    )
