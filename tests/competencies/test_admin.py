import pytest
from django.urls import reverse

from bkn_portal.competencies.models import Assessment, Competency, PositionStandard
from tests.factories import AssessmentFactory, CompetencyFactory, EmployeeFactory, PositionStandardFactory

pytestmark = pytest.mark.django_db
NAMES = ["competency", "leveltext", "categorystandard", "positionstandard", "assessment"]


@pytest.fixture
def hr(client):
    employee = EmployeeFactory(is_hr_admin=True)
    client.force_login(employee, backend="bkn_portal.employees.backends.EmployeeBackend")
    return employee


def page(name, view="changelist", *args):
    return reverse(f"admin:competencies_{name}_{view}", args=args)


@pytest.mark.parametrize("name", NAMES)
def test_lists_and_add_forms_open(client, hr, name):
    assert client.get(page(name)).status_code == 200
    assert client.get(page(name, "add")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "factory"), [("assessment", AssessmentFactory), ("positionstandard", PositionStandardFactory)]
)
def test_list_takes_the_same_queries_with_one_and_three_rows(
    client, hr, django_assert_num_queries, name, factory, rows
):
    factory.create_batch(rows)
    client.get(page(name))
    with django_assert_num_queries(3):
        client.get(page(name))


def test_assessment_added_by_hr_is_recorded_by_the_action(client, hr):
    employee, competency = EmployeeFactory(), CompetencyFactory()
    values = {"employee": employee.pk, "competency": competency.pk, "level": 4, "source": "assessment"}
    response = client.post(page("assessment", "add"), {**values, "assessed_on": "02-03-2026"})
    assert response.status_code == 302
    assert Assessment.objects.get().level == 4
    response = client.post(page("assessment", "add"), {**values, "assessed_on": "01-01-2099"})
    assert "Tanggal penilaian tidak boleh di masa depan." in response.text
    assert Assessment.objects.count() == 1


def test_standard_added_by_hr_counts(client, hr):
    standard = PositionStandardFactory.build(position=None, competency=None)
    employee, competency = EmployeeFactory(), CompetencyFactory()
    values = {"position": employee.position_id, "competency": competency.pk, "level": 3, "source": standard.source}
    assert client.post(page("positionstandard", "add"), {**values, "valid_from": "01-01-2026"}).status_code == 302
    assert PositionStandard.objects.get().level == 3


def test_competency_is_changed_with_its_level_texts_shown(client, hr):
    competency = Competency.objects.get(code="integritas")
    url = page("competency", "change", competency.pk)
    assert "teladan etika tingkat nasional" in client.get(url).text
    values = {"code": "integritas", "name": "Integritas", "group": "managerial", "source": "PermenPANRB 38/2017"}
    texts = {"level_texts-TOTAL_FORMS": 0, "level_texts-INITIAL_FORMS": 0}
    assert client.post(url, {**values, **texts}).status_code == 302
    competency.refresh_from_db()
    assert competency.is_active is False


@pytest.mark.parametrize("name", NAMES)
def test_employee_does_not_enter(client, name):
    client.force_login(EmployeeFactory(), backend="bkn_portal.employees.backends.EmployeeBackend")
    assert client.get(page(name)).status_code == 302
