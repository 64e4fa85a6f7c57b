from datetime import date

import pytest

from bkn_portal.audit.models import Event
from bkn_portal.competencies import access
from bkn_portal.competencies.actions import record_assessment, save_reference
from bkn_portal.competencies.models import Assessment
from bkn_portal.core.errors import AccessDenied, DomainError
from tests.factories import CompetencyFactory, EmployeeFactory, SupervisionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def assess(employee, by, now, *, source, level=3, **more):
    values = {"competency": more.pop("competency", None) or CompetencyFactory(), "assessed_on": TODAY, **more}
    return record_assessment(employee=employee, level=level, source=source, by=by, now=now, **values)


def test_assessment_is_recorded_with_an_event_that_names_no_competency(now):
    hr, employee = EmployeeFactory(is_hr_admin=True), EmployeeFactory()
    assessment = assess(employee, hr, now, source="assessment", level=4)
    assert (assessment.level, assessment.assessed_on) == (4, TODAY)
    assert Event.objects.get(kind="competencies.assessment.recorded").details == {"level": 4, "replaced": False}


def test_second_assessment_of_the_day_and_source_replaces_the_first(now):
    hr, employee, competency = EmployeeFactory(is_hr_admin=True), EmployeeFactory(), CompetencyFactory()
    for level in (2, 4):
        assess(employee, hr, now, source="assessment", level=level, competency=competency)
    assert Assessment.objects.get().level == 4


def test_assessment_of_a_day_to_come_is_refused(now):
    hr = EmployeeFactory(is_hr_admin=True)
    with pytest.raises(DomainError, match="masa depan"):
        assess(EmployeeFactory(), hr, now, source="assessment", assessed_on=date(2026, 11, 25))


@pytest.mark.parametrize(
    ("who", "source", "allowed"),
    [
        ("self", "self", True),
        ("self", "assessment", False),
        ("self", "supervisor", False),
        ("supervisor", "supervisor", True),
        ("supervisor", "assessment", False),
        ("supervisor", "self", False),
        ("stranger", "supervisor", False),
        ("leader", "assessment", False),
        ("hr", "assessment", True),
        ("hr", "supervisor", True),
    ],
)
def test_who_may_record_which_source(now, who, source, allowed):
    relation = SupervisionFactory()
    by = {
        "self": lambda: relation.employee,
        "supervisor": lambda: relation.supervisor,
        "stranger": EmployeeFactory,
        "leader": lambda: EmployeeFactory(is_leader=True),
        "hr": lambda: EmployeeFactory(is_hr_admin=True),
    }[who]()
    assert access.can_record_assessment(by, relation.employee, source, on=TODAY) == allowed
    if not allowed:
        with pytest.raises(AccessDenied):
            assess(relation.employee, by, now, source=source)
        assert not Assessment.objects.exists()


def test_reference_data_is_changed_by_hr_only(now):
    competency = CompetencyFactory.build()
    with pytest.raises(AccessDenied):
        save_reference(row=competency, by=EmployeeFactory(is_leader=True), now=now)
    save_reference(row=competency, by=EmployeeFactory(is_hr_admin=True), now=now)
    assert Event.objects.get(kind="competencies.competency.added").target_id == str(competency.pk)
