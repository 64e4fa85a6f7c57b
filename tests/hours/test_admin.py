from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.hours import actions
from bkn_portal.hours.models import HourRule, LedgerEntry, ObligationRule, RuleExample
from tests.factories import EmployeeFactory, hour_rule, obligation_rule, post_hours

pytestmark = pytest.mark.django_db
NAMES = ["hourrule", "ruleexample", "obligationrule", "ledgerentry", "yeartotal"]


@pytest.fixture
def hr(client):
    employee = EmployeeFactory(is_hr_admin=True)
    client.force_login(employee, backend="bkn_portal.employees.backends.EmployeeBackend")
    return employee


def page(name, view="changelist", *args):
    return reverse(f"admin:hours_{name}_{view}", args=args)


@pytest.mark.parametrize("name", NAMES)
def test_lists_open_for_hr_and_for_nobody_else(client, hr, name):
    assert client.get(page(name)).status_code == 200
    client.force_login(EmployeeFactory(), backend="bkn_portal.employees.backends.EmployeeBackend")
    assert client.get(page(name)).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_ledger_list_takes_the_same_queries_with_one_and_three_rows(client, hr, now, django_assert_num_queries, rows):
    for _ in range(rows):
        post_hours(EmployeeFactory(), now)
    client.get(page("ledgerentry"))
    with django_assert_num_queries(3):
        client.get(page("ledgerentry"))


def test_ledger_and_totals_are_read_only(client, hr, now):
    entry = post_hours(EmployeeFactory(), now)
    assert client.get(page("ledgerentry", "add")).status_code == 403
    assert client.post(page("ledgerentry", "change", entry.pk), {"jp": 20}).status_code == 403
    assert client.get(page("yeartotal", "add")).status_code == 403


def test_ledger_lines_are_reversed_with_the_reason_that_hr_writes(client, hr, now):
    entry = post_hours(EmployeeFactory(), now)
    chosen = {"action": "reverse", "_selected_action": entry.pk}
    for unanswered in (chosen, chosen | {"confirmed": "yes", "reason": " "}):
        asked = client.post(page("ledgerentry"), unanswered)
        assert 'name="reason"' in asked.text
        assert LedgerEntry.objects.count() == 1
    client.post(page("ledgerentry"), chosen | {"confirmed": "yes", "reason": "Bukan kegiatan Anda"})
    assert LedgerEntry.objects.latest("pk").reason == "Bukan kegiatan Anda"
    assert list(LedgerEntry.objects.order_by("pk").values_list("kind", "jp")) == [("earned", 2), ("reversed", 0)]


def test_rule_page_runs_its_examples(client, hr):
    rule = HourRule.objects.get(form="coaching")
    assert client.get(page("hourrule", "change", rule.pk)).text.count("icon-yes") >= 3
    RuleExample.objects.filter(rule=rule, times=3).update(expected=6)
    (shown,) = [example for example in rule.examples.all() if not example.passes]
    assert (shown.actual, shown.expected) == (4, 6)
    assert 'icon-no.svg" alt="False"' in client.get(page("hourrule")).text


def test_new_version_of_a_rule_follows_the_ended_one(client, hr, now):
    rule = HourRule.objects.get(form="coaching")
    post_hours(EmployeeFactory(), now)
    rule.valid_until = date(2026, 12, 31)
    actions.save_rule(rule=rule, by=hr, now=now)
    newer = hour_rule(valid_from=date(2027, 1, 1), valid_until=None, rate=Decimal(3))
    actions.save_rule(rule=newer, by=hr, now=now)
    assert HourRule.objects.on(date(2027, 1, 1)).get(form="coaching") == newer


def test_rule_in_use_keeps_its_rate(now, hr):
    post_hours(EmployeeFactory(), now)
    rule = HourRule.objects.get(form="coaching")
    rule.rate = Decimal(3)
    with pytest.raises(DomainError, match="sudah dipakai dalam Buku JP"):
        actions.save_rule(rule=rule, by=hr, now=now)
    assert HourRule.objects.get(form="coaching").rate == 2


def test_rule_in_use_is_not_ended_before_its_last_line(now, hr):
    post_hours(EmployeeFactory(), now)
    rule = HourRule.objects.get(form="coaching")
    rule.valid_until = date(2026, 11, 2)
    with pytest.raises(DomainError, match="setelah tanggal itu"):
        actions.save_rule(rule=rule, by=hr, now=now)


def test_rule_not_yet_used_may_change(now, hr):
    rule = HourRule.objects.get(form="seminar")
    rule.rate = Decimal(5)
    actions.save_rule(rule=rule, by=hr, now=now)
    assert HourRule.objects.get(form="seminar").rate == 5


def test_obligation_in_use_keeps_its_kind_of_year(now, hr):
    post_hours(EmployeeFactory(), now)
    obligation = ObligationRule.objects.get(employment="pns")
    obligation.year_kind = "contract"
    with pytest.raises(DomainError, match="Sudah ada tahun"):
        actions.save_obligation(obligation=obligation, by=hr, now=now)


@pytest.mark.parametrize("role", [{}, {"is_verifier": True}, {"is_leader": True}])
def test_rules_are_changed_by_hr_only(now, role):
    by = EmployeeFactory(**role)
    example = RuleExample(rule=HourRule.objects.first(), quantity=1, expected=2)
    for change in (
        lambda: actions.save_rule(rule=hour_rule(), by=by, now=now),
        lambda: actions.save_obligation(obligation=obligation_rule(), by=by, now=now),
        lambda: actions.add_example(example=example, by=by, now=now),
    ):
        with pytest.raises(AccessDenied):
            change()


def test_refused_rule_keeps_what_was_typed_and_says_why(client, hr, now):
    post_hours(EmployeeFactory(), now)
    rule = HourRule.objects.get(form="coaching")
    values = {
        name: getattr(rule, name)
        for name in ("form", "basis", "unit", "unit_international", "rate_international", "cap_period", "cap_measure",
                     "cap", "cap_international", "cap_group", "source")
    }  # fmt: skip
    values |= {"rate": "3.50", "valid_from": "01-01-2019", "examples-TOTAL_FORMS": 0, "examples-INITIAL_FORMS": 0}
    text = client.post(page("hourrule", "change", rule.pk), values).text
    assert "Aturan ini sudah dipakai dalam Buku JP." in text
    assert 'value="3.50"' in text


def test_example_is_added_on_its_own_page(client, hr):
    rule = HourRule.objects.get(form="seminar")
    values = {"rule": rule.pk, "quantity": 3, "times": 1, "expected": 12}
    assert client.post(page("ruleexample", "add"), values).status_code == 302
    assert rule.examples.last().passes


def test_rule_refused_shows_its_examples_as_they_are(client, hr):
    rule = HourRule.objects.get(form="coaching")
    address = page("hourrule", "change", rule.pk)
    posted = {
        "rate": "banyak",
        "examples-TOTAL_FORMS": "9" * 30,
        "examples-INITIAL_FORMS": 1,
        "examples-0-quantity": "x",
    }
    answer = client.post(address, posted)
    (formset,) = answer.context["inline_admin_formsets"]
    assert answer.context["adminform"].form.errors["rate"] == ["Masukkan sebuah bilangan."]
    assert [row.original for row in formset] == list(rule.examples.all())


@pytest.mark.parametrize("rate", ["2,5", "2.5", "2,50"])
def test_rate_is_written_and_read_with_a_comma(client, hr, rate):
    rule = HourRule.objects.get(form="benchmarking")
    address = page("hourrule", "change", rule.pk)
    shown = client.get(address).context["adminform"].form
    assert 'value="10,00"' in str(shown["rate"])
    values = {name: shown[name].value() for name in shown.fields if shown[name].value() is not None} | {"rate": rate}
    assert client.post(address, values).status_code == 302
    assert HourRule.objects.get(pk=rule.pk).rate == Decimal("2.5")
