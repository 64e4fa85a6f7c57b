"""Every constraint of the package twice: the database refuses, the form explains."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from bkn_portal.employees.models import AccountNotice, Employee, OrgUnit, Position, Supervision, SupervisionKind
from tests.factories import EmployeeFactory, OrgUnitFactory, PositionFactory, SupervisionFactory

pytestmark = pytest.mark.django_db

EMPLOYEE_FAULTS = [
    ({"nip": "12345"}, "nip", "A NIP has 18 digits."),
    ({"employment": "pppk", "grade": ""}, "employment", "The NIP and the kind of employment do not agree."),
    ({"employment": "xx", "grade": ""}, "employment", "Value 'xx' is not a valid choice."),
    ({"grade": "IX"}, "grade", "This grade does not belong to the kind of employment."),
    (
        {"contract_start": date(2026, 1, 1)},
        "contract_start",
        "Only a PPPK has a contract, and its first day must be known.",
    ),
    ({"time_zone_override": "Europe/Paris"}, "time_zone_override", "Value 'Europe/Paris' is not a valid choice."),
    ({"language": "xx"}, "language", "Value 'xx' is not a valid choice."),
    (
        {"is_active": False},
        "__all__",
        "An inactive employee has a date of deactivation, an active one has none.",
    ),
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("fault", "_field", "_sentence"), EMPLOYEE_FAULTS)
def test_employee_with_a_fault_is_refused_by_the_database(fault, _field, _sentence):
    employee = EmployeeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Employee.objects.filter(pk=employee.pk).update(**fault)


@pytest.mark.parametrize(("fault", "field", "sentence"), EMPLOYEE_FAULTS)
def test_employee_with_a_fault_is_explained_at_the_field(fault, field, sentence):
    employee = EmployeeFactory()
    for name, value in fault.items():
        setattr(employee, name, value)
    with pytest.raises(ValidationError) as caught:
        employee.full_clean()
    assert caught.value.message_dict[field] == [sentence]


def test_employee_contract_that_ends_before_it_starts_is_refused_and_explained():
    employee = EmployeeFactory(pppk=True, contract_start=date(2026, 1, 1))
    employee.contract_end = date(2026, 1, 1)
    with pytest.raises(ValidationError) as caught:
        employee.full_clean()
    assert caught.value.message_dict == {"contract_end": ["The contract must end after it starts."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        employee.save(update_fields=["contract_end"])


def test_employee_with_the_address_of_another_is_refused_and_explained():
    first, second = EmployeeFactory(), EmployeeFactory()
    second.email = first.email.upper()
    with pytest.raises(ValidationError) as caught:
        second.full_clean()
    assert caught.value.messages == ["Another employee already uses this e-mail address."]
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(update_fields=["email"])


def test_employee_without_an_address_may_be_one_of_many():
    EmployeeFactory(email="")
    EmployeeFactory(email="").full_clean()
    assert Employee.objects.filter(email="").count() == 2


def test_employee_with_the_nip_of_another_is_refused_and_explained():
    first = EmployeeFactory()
    second = EmployeeFactory.build(nip=first.nip, unit=None, position=None, password="!")
    with pytest.raises(ValidationError) as caught:
        second.full_clean()
    assert caught.value.message_dict == {"nip": ["Employee with this NIP already exists."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.parametrize(("maker", "fault"), [(OrgUnitFactory, "time_zone"), (PositionFactory, "category")])
def test_unit_and_position_with_an_unknown_choice_are_refused_and_explained(maker, fault):
    row = maker()
    setattr(row, fault, "x")
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert caught.value.message_dict == {fault: ["Value 'x' is not a valid choice."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("model", [OrgUnit, Position])
def test_unit_and_position_with_a_used_code_are_refused_and_explained(model):
    maker = OrgUnitFactory if model is OrgUnit else PositionFactory
    first, second = maker(), maker()
    second.code = first.code
    with pytest.raises(ValidationError) as caught:
        second.full_clean()
    assert list(caught.value.message_dict) == ["code"]
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


SUPERVISION_FAULTS = [
    ({"kind": "x"}, "Value 'x' is not a valid choice."),
    ({"end": date(2025, 12, 31)}, "The end can't be before the start."),
]


@pytest.mark.parametrize(("fault", "sentence"), SUPERVISION_FAULTS)
def test_supervision_with_a_fault_is_refused_and_explained(fault, sentence):
    relation = SupervisionFactory()
    for name, value in fault.items():
        setattr(relation, name, value)
    with pytest.raises(ValidationError) as caught:
        relation.full_clean()
    assert caught.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.filter(pk=relation.pk).update(**fault)


def test_supervision_of_oneself_is_refused_and_explained():
    relation = SupervisionFactory()
    relation.supervisor = relation.employee
    with pytest.raises(ValidationError) as caught:
        relation.full_clean()
    assert caught.value.messages == ["Nobody is their own supervisor."]
    with pytest.raises(IntegrityError), transaction.atomic():
        relation.save()


def test_supervision_in_days_already_taken_is_refused_and_explained():
    first = SupervisionFactory(end=date(2026, 6, 30))
    second = SupervisionFactory.build(
        employee=first.employee, supervisor=EmployeeFactory(), start=date(2026, 6, 30), end=None
    )
    with pytest.raises(ValidationError) as caught:
        second.full_clean()
    assert caught.value.messages == ["There is already a supervisor of this kind in these days."]
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_supervision_by_an_acting_one_stands_beside_the_definitive_one():
    first = SupervisionFactory()
    SupervisionFactory(employee=first.employee, kind=SupervisionKind.PLT, end=date(2026, 3, 1))
    SupervisionFactory(employee=first.employee, kind=SupervisionKind.PLT, start=date(2026, 3, 2))
    assert first.employee.supervisions.count() == 3


def test_unit_below_itself_is_explained():
    unit = OrgUnitFactory(path="/1/")
    unit.parent = OrgUnitFactory(path="/1/2/")
    with pytest.raises(ValidationError) as caught:
        unit.full_clean()
    assert caught.value.message_dict == {"parent": ["A unit can't be part of itself or of a unit below it."]}


def test_employee_shows_name_and_number_in_parts():
    employee = EmployeeFactory.build(name="Ratna Sari Dewi", title_before="Dr.", title_after="S.Kom.", unit=None)
    assert employee.display_name == str(employee) == "Dr. Ratna Sari Dewi, S.Kom."
    assert (employee.short_name, employee.first_name, employee.initials) == ("Ratna D.", "Ratna", "RD")
    assert (employee.zone, employee.zone_label) == ("Asia/Jakarta", "WIB")
    assert employee.grouped_nip.replace(" ", "") == employee.nip


def test_employee_with_one_name_has_one_initial():
    employee = EmployeeFactory.build(name="Suharto")
    assert (employee.short_name, employee.initials, employee.display_name) == ("Suharto", "S", "Suharto")


def test_employee_zone_comes_from_the_unit_unless_chosen():
    unit = OrgUnitFactory(time_zone="Asia/Jayapura")
    assert EmployeeFactory(unit=unit).zone_label == "WIT"
    assert EmployeeFactory(unit=unit, time_zone_override="Asia/Makassar").zone_label == "WITA"


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the indexes exist on PostgreSQL only")
@pytest.mark.parametrize(
    ("find", "index"),
    [
        (lambda: Employee.objects.search("ratna"), "employees_employee_name_trigram"),
        (lambda: Employee.objects.search("ra"), "employees_employee_name_trigram"),
        (lambda: Employee.objects.search("19920314"), "employees_employee_nip"),
        (lambda: OrgUnit.objects.filter(path__startswith="/1/4/"), "employees_orgunit_path"),
    ],
)
def test_search_uses_its_index(find, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in find().order_by().explain()


def test_account_notice_of_an_unknown_kind_is_refused_and_explained():
    """The database by `employees_accountnotice_kind`, the form by the field's choices."""
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    notice = AccountNotice(
        employee=EmployeeFactory(), kind="x", address="lama@bkn.example", changed_at=moment, next_try_at=moment
    )
    with pytest.raises(ValidationError) as caught:
        notice.full_clean(validate_constraints=False)
    assert caught.value.message_dict == {"kind": ["Value 'x' is not a valid choice."]}
    with pytest.raises(ValidationError) as caught:
        notice.validate_constraints()
    assert caught.value.messages == ["Choose a kind of notice."]
    with pytest.raises(IntegrityError, match="employees_accountnotice_kind"), transaction.atomic():
        notice.save()
