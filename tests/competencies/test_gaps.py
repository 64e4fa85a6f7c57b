from datetime import date

import pytest

from bkn_portal.competencies.models import CategoryStandard, Competency
from bkn_portal.competencies.queries import gaps, required_by
from tests.factories import AssessmentFactory, CompetencyFactory, EmployeeFactory, PositionStandardFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def competency(code):
    return Competency.objects.get(code=code)


def gap_of(employee, code, on=TODAY):
    (gap,) = [gap for gap in gaps(employee, on=on) if gap.competency.code == code]
    return gap.actual, gap.required, gap.difference


def test_gap_is_actual_minus_required():
    employee = EmployeeFactory()
    AssessmentFactory(employee=employee, competency=competency("komunikasi"), level=1)
    assert gap_of(employee, "komunikasi") == (1, 3, -2)


def test_gap_of_an_unassessed_competency_is_unknown_and_not_zero():
    (gap,) = [gap for gap in gaps(EmployeeFactory(), on=TODAY) if gap.competency.code == "komunikasi"]
    assert (gap.actual, gap.difference, gap.needs_development) == (None, None, False)


def test_gaps_are_ordered_widest_first_then_unassessed_then_met():
    employee = EmployeeFactory()
    for code, level in (("kerja-sama", 2), ("komunikasi", 1), ("integritas", 3), ("perekat-bangsa", 5)):
        AssessmentFactory(employee=employee, competency=competency(code), level=level)
    found = [(gap.competency.code, gap.difference) for gap in gaps(employee, on=TODAY)]
    assert found[:2] == [("komunikasi", -2), ("kerja-sama", -1)]
    assert {difference for _, difference in found[2:7]} == {None}
    assert found[7:] == [("integritas", 0), ("perekat-bangsa", 2)]


def test_latest_assessment_counts_whoever_made_it():
    employee, integrity = EmployeeFactory(), competency("integritas")
    for day, source, level in (("2026-01-05", "assessment", 4), ("2026-06-01", "self", 2), ("2025-09-01", "self", 5)):
        AssessmentFactory(employee=employee, competency=integrity, assessed_on=day, source=source, level=level)
    assert gap_of(employee, "integritas")[0] == 2


def test_assessment_after_the_day_asked_for_is_not_known_yet():
    employee = EmployeeFactory()
    AssessmentFactory(employee=employee, competency=competency("integritas"), assessed_on=date(2026, 6, 1))
    assert gap_of(employee, "integritas", on=date(2026, 5, 31))[0] is None


def test_own_standard_of_the_position_stands_before_the_default():
    employee = EmployeeFactory()
    PositionStandardFactory(position=employee.position, competency=competency("integritas"), level=5)
    assert gap_of(employee, "integritas")[1] == 5


def test_technical_competency_is_required_by_the_position_alone():
    employee = EmployeeFactory()
    wanted = CompetencyFactory()
    CompetencyFactory()
    PositionStandardFactory(position=employee.position, competency=wanted, level=2)
    technical = [gap.competency for gap in gaps(employee, on=TODAY) if gap.competency.group == "technical"]
    assert technical == [wanted]


def test_standard_of_another_time_does_not_count():
    employee = EmployeeFactory()
    CategoryStandard.objects.filter(category="ahli_muda").update(valid_until=date(2026, 12, 31))
    CategoryStandard.objects.create(category="ahli_muda", level=4, valid_from=date(2027, 1, 1), source="Baru")
    assert gap_of(employee, "integritas")[1] == 3
    assert gap_of(employee, "integritas", on=date(2027, 1, 1))[1] == 4


def test_competency_out_of_use_is_not_asked_for():
    employee = EmployeeFactory()
    Competency.objects.filter(code="integritas").update(is_active=False)
    assert len(gaps(employee, on=TODAY)) == 8


def test_person_without_position_has_no_gaps():
    assert gaps(EmployeeFactory(position=None), on=TODAY) == []
    assert list(required_by(None, on=TODAY)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_gaps_take_one_query_with_one_and_three_assessments(django_assert_num_queries, rows):
    employee = EmployeeFactory()
    for item in Competency.objects.all()[:rows]:
        AssessmentFactory(employee=employee, competency=item)
        PositionStandardFactory(position=employee.position, competency=item)
    with django_assert_num_queries(1):
        gaps(employee, on=TODAY)
