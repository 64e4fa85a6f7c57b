"""A prepared query gives what its query set gives, for whatever arguments, and compiles once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from bkn_portal.core.prepared import attach, prepared
from bkn_portal.employees.models import Employee, OrgUnit, Supervision
from tests.factories import EmployeeFactory, OrgUnitFactory, SupervisionFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


@prepared
def led_by(supervisor: Employee, on: date) -> QuerySet[Supervision]:
    return Supervision.objects.filter(supervisor=supervisor).on(on).select_related("employee").order_by("pk")


@prepared
def seen_since(moment: datetime) -> QuerySet[Employee]:
    return Employee.objects.filter(last_login__gt=moment).order_by("pk")


@prepared
def members(units: list[int]) -> QuerySet[Employee]:
    return Employee.objects.filter(unit__pk__in=units).order_by("pk")


def test_prepared_query_with_other_arguments_gives_other_rows():
    first, second = SupervisionFactory(start=DAY), SupervisionFactory(start=DAY)
    assert [led_by(one.supervisor, DAY) for one in (first, second)] == [[first], [second]]
    assert led_by(first.supervisor, DAY - timedelta(days=1)) == []


def test_prepared_query_again_takes_one_query_with_what_it_joins(django_assert_num_queries):
    relation = SupervisionFactory(start=DAY)
    led_by(relation.supervisor, DAY)
    with django_assert_num_queries(1):
        assert [one.employee.name for one in led_by(relation.supervisor, DAY)] == [relation.employee.name]


def test_prepared_query_of_a_moment_compares_as_its_query_set_does():
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    employee = EmployeeFactory(last_login=noon)
    assert [seen_since(noon + timedelta(minutes=step)) for step in (-1, 0, 1)] == [[employee], [], []]


def test_prepared_query_of_a_list_takes_any_length():
    units = OrgUnitFactory.create_batch(3)
    people = [EmployeeFactory(unit=unit) for unit in units]
    assert [members([unit.pk for unit in units[:length]]) for length in (1, 3, 2)] == [people[:1], people, people[:2]]


def test_prepared_query_of_an_empty_list_finds_nothing_and_asks_nothing(django_assert_num_queries):
    EmployeeFactory()
    with django_assert_num_queries(0):
        assert [members([]), members([])] == [[], []]


def test_prepared_query_of_lists_of_many_lengths_is_compiled_a_few_times():
    @prepared
    def within(units: list[int]) -> QuerySet[Employee]:
        return Employee.objects.filter(unit__pk__in=units).order_by("pk")

    people = [EmployeeFactory() for _number in range(9)]
    units = [one.unit_id for one in people]
    assert [within(units[:length]) for length in range(10)] == [people[:length] for length in range(10)]
    assert sorted(within.compiled) == [(0,), (1,), (2,), (4,), (8,), (16,)]


@pytest.mark.postgres
def test_prepared_query_that_fixes_today_is_refused():
    @prepared
    def led_today(supervisor: Employee) -> QuerySet[Supervision]:
        return Supervision.objects.filter(supervisor=supervisor).on(timezone.localdate())

    with pytest.raises(TypeError, match="must come in as an argument"):
        led_today(EmployeeFactory())


def test_attached_rows_are_read_without_a_query_each_by_its_owner(django_assert_num_queries):
    units = OrgUnitFactory.create_batch(2)
    employee = EmployeeFactory(unit=units[0])
    found = list(OrgUnit.objects.order_by("pk").filter(pk__in=[unit.pk for unit in units]))
    attach(found, "members", members([unit.pk for unit in units]))
    with django_assert_num_queries(0):
        assert [list(unit.members.all()) for unit in found] == [[employee], []]
        assert found[0].members.all()[0].unit is found[0]
    assert found[0].members.filter(name="").exists() is False
