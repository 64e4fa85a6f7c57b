from datetime import date

import pytest

from bkn_portal.employees import access, queries
from bkn_portal.employees.models import Employee, Role, SupervisionKind
from tests.factories import EmployeeFactory, OrgUnitFactory, SupervisionFactory, make_nip

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_supervised_by_counts_nobody_twice_and_nobody_of_the_past():
    relation = SupervisionFactory()
    SupervisionFactory(supervisor=relation.supervisor, end=date(2026, 6, 1))
    SupervisionFactory(employee=relation.employee, supervisor=relation.supervisor, kind=SupervisionKind.PLT)
    assert list(Employee.objects.supervised_by(relation.supervisor, on=TODAY)) == [relation.employee]


def test_deactivated_hr_admin_manages_nobody(now):
    assert not access.can_manage_people(EmployeeFactory(is_hr_admin=True, is_active=False, deactivated_at=now))


def test_search_by_digits_is_by_the_beginning_of_the_nip():
    first = EmployeeFactory(nip=make_nip(1, born="19900115"))
    EmployeeFactory(nip=make_nip(1, born="19910115"))
    assert list(Employee.objects.search("1990 0115")) == [first]
    assert list(Employee.objects.search(first.grouped_nip)) == [first]


@pytest.mark.parametrize(
    ("text", "found"),
    [("sari", ["Ratna Sari"]), (" RATNA ", ["Ratna Sari"]), ("ra", ["Ratna Sari"]), ("ar", []), ("%", []), ("²", [])],
)
def test_search_by_name_is_by_any_part_of_three_letters(text, found):
    EmployeeFactory(name="Ratna Sari")
    EmployeeFactory(name="Budi Santoso")
    assert [one.name for one in Employee.objects.search(text)] == found


def test_within_a_unit_counts_the_units_below():
    top, other = OrgUnitFactory(path="/1/"), OrgUnitFactory(path="/10/")
    below = OrgUnitFactory(path="/1/2/")
    people = [EmployeeFactory(unit=unit) for unit in (top, below, other)]
    assert set(Employee.objects.within(top)) == set(people[:2])


def test_holding_a_role_finds_its_holders(hr):
    EmployeeFactory()
    assert list(Employee.objects.holding(Role.HR_ADMIN)) == [hr]


def test_supervised_by_names_each_person_once():
    relation = SupervisionFactory()
    SupervisionFactory(employee=relation.employee, supervisor=relation.supervisor, kind=SupervisionKind.PLH)
    assert list(Employee.objects.supervised_by(relation.supervisor, on=TODAY)) == [relation.employee]
    assert list(Employee.objects.supervised_by(relation.supervisor, on=date(2025, 12, 31))) == []


def test_is_supervisor_of_depends_on_the_day():
    relation = SupervisionFactory(end=date(2026, 6, 30))
    asked = (relation.supervisor, relation.employee)
    assert queries.is_supervisor_of(*asked, on=date(2026, 6, 30))
    assert not queries.is_supervisor_of(*asked, on=date(2026, 7, 1))
    assert not queries.is_supervisor_of(relation.employee, relation.supervisor, on=date(2026, 6, 30))


def test_reporting_line_climbs_level_by_level(django_assert_num_queries):
    low = SupervisionFactory()
    high = SupervisionFactory(employee=low.supervisor)
    SupervisionFactory(employee=low.employee, kind=SupervisionKind.PLT)
    with django_assert_num_queries(3):
        line = queries.reporting_line([low.employee.pk], on=TODAY)
    assert line == {low.employee_id, low.supervisor_id, high.supervisor_id}


def test_reporting_line_of_some_days_counts_only_steps_that_hold_together(django_assert_num_queries):
    low = SupervisionFactory(end=date(2026, 3, 31))
    SupervisionFactory(employee=low.supervisor, start=date(2026, 4, 1))
    high = SupervisionFactory(employee=low.supervisor, start=date(2026, 2, 1), end=date(2026, 3, 31))
    with django_assert_num_queries(3):
        line = queries.reporting_line([low.employee_id], on=date(2026, 1, 1), last=date(2026, 12, 31))
    assert line == {low.employee_id, low.supervisor_id, high.supervisor_id}
