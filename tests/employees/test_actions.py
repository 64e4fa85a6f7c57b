from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db.models import F
from django.test import Client

from bkn_portal.audit.models import Event
from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.employees import actions, queries
from bkn_portal.employees.models import Employee, OrgUnit, Role, Supervision, SupervisionKind
from bkn_portal.employees.signals import employee_deactivated, supervisor_changed
from tests.factories import EmployeeFactory, OrgUnitFactory, PositionFactory, SupervisionFactory, make_nip

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def heard():
    """What the apps are told: (signal, employee) in order."""
    told = []

    def on_leave(sender, employee, by, now, **kwargs):
        told.append(("left", employee))

    def on_change(sender, employee, by, now, **kwargs):
        told.append(("supervisor", employee))

    employee_deactivated.connect(on_leave)
    supervisor_changed.connect(on_change)
    yield told
    employee_deactivated.disconnect(on_leave)
    supervisor_changed.disconnect(on_change)


def kinds():
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_create_employee_has_no_role_and_no_password(hr, now):
    new = EmployeeFactory.build(unit=None, position=None, is_superuser=True, is_hr_admin=True)
    actions.create_employee(employee=new, by=hr, now=now)
    stored = Employee.objects.get(pk=new.pk)
    assert [role for role in Role if getattr(stored, role.value)] == []
    assert not stored.has_usable_password()
    assert kinds() == ["employees.employee.created"]


def test_create_employee_by_a_stranger_is_denied(now):
    with pytest.raises(AccessDenied):
        actions.create_employee(employee=EmployeeFactory.build(), by=EmployeeFactory(), now=now)


def test_create_employee_with_a_fault_stores_nothing(hr, now):
    with pytest.raises(ValidationError):
        actions.create_employee(employee=EmployeeFactory.build(nip="1", unit=None, position=None), by=hr, now=now)
    assert (Employee.objects.count(), kinds()) == (1, [])


def test_update_employee_names_the_fields_and_no_value(hr, now):
    employee = EmployeeFactory()
    employee.name, employee.grade, employee.is_leader = "Nama Baru", "III/c", True
    actions.update_employee(employee=employee, by=hr, now=now)
    assert Event.objects.get().details == {"fields": ["name", "grade"]}
    assert Employee.objects.get(pk=employee.pk).is_leader is False


def test_update_employee_without_a_change_leaves_no_event(hr, now):
    actions.update_employee(employee=EmployeeFactory(), by=hr, now=now)
    assert kinds() == []


def test_update_employee_new_address_drops_the_confirmed_old_one(hr, now):
    employee = EmployeeFactory(email="lama@bkn.example")
    EmailAddress.objects.create(user=employee, email="lama@bkn.example", verified=True, primary=True)
    employee.email = "Baru@BKN.example"
    actions.update_employee(employee=employee, by=hr, now=now)
    assert Employee.objects.get(pk=employee.pk).email == "baru@bkn.example"
    assert not EmailAddress.objects.exists()


def test_update_employee_who_administers_the_system_is_denied_to_hr(hr, root, now):
    root.email = "diambil@bkn.example"
    with pytest.raises(AccessDenied):
        actions.update_employee(employee=root, by=hr, now=now)


def test_update_employee_nip_of_someone_who_never_signed_in_is_corrected_by_hr(hr, now):
    employee = EmployeeFactory(last_login=None)
    employee.nip = make_nip(1001)
    actions.update_employee(employee=employee, by=hr, now=now)
    assert Employee.objects.get(pk=employee.pk).nip == make_nip(1001)


def test_update_employee_nip_of_someone_who_signed_in_is_denied_to_hr(hr, now):
    employee = EmployeeFactory(last_login=now)
    before, employee.nip = employee.nip, make_nip(1001)
    with pytest.raises(AccessDenied):
        actions.update_employee(employee=employee, by=hr, now=now)
    assert (Employee.objects.get(pk=employee.pk).nip, kinds()) == (before, [])


def test_update_employee_nip_of_someone_who_signed_in_is_changed_by_a_system_administrator(root, now):
    employee = EmployeeFactory(last_login=now)
    employee.nip = make_nip(1001)
    actions.update_employee(employee=employee, by=root, now=now)
    assert Employee.objects.get(pk=employee.pk).nip == make_nip(1001)
    assert Event.objects.get().details == {"fields": ["nip"]}


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.LEADER, Role.HR_ADMIN])
def test_set_role_by_hr_gives_and_takes(role, hr, now):
    employee = EmployeeFactory()
    for held in (True, True, False):
        actions.set_role(employee=employee, role=role, held=held, by=hr, now=now)
    assert getattr(Employee.objects.get(pk=employee.pk), role.value) is False
    assert kinds() == ["employees.role.granted", "employees.role.revoked"]


def test_set_role_system_administrator_is_for_its_like_only(hr, root, now):
    employee = EmployeeFactory()
    with pytest.raises(AccessDenied):
        actions.set_role(employee=employee, role=Role.SUPERUSER, held=True, by=hr, now=now)
    with pytest.raises(AccessDenied):
        actions.set_role(employee=root, role=Role.SUPERUSER, held=False, by=hr, now=now)
    actions.set_role(employee=employee, role=Role.SUPERUSER, held=True, by=root, now=now)
    assert Employee.objects.get(pk=employee.pk).is_superuser


@pytest.mark.parametrize("role", [Role.HR_ADMIN, Role.SUPERUSER])
def test_set_role_own_key_to_the_administration_is_denied(role, root, now):
    with pytest.raises(AccessDenied):
        actions.set_role(employee=root, role=role, held=False, by=root, now=now)


def test_set_role_by_a_stranger_is_denied(now):
    with pytest.raises(AccessDenied):
        actions.set_role(employee=EmployeeFactory(), role=Role.VERIFIER, held=True, by=EmployeeFactory(), now=now)


def test_deactivate_ends_sessions_and_supervision_and_tells_the_apps_once(hr, heard, now, client):
    leader = EmployeeFactory()
    led = SupervisionFactory(supervisor=leader, start=date(2026, 1, 1)).employee
    SupervisionFactory(employee=leader, start=date(2027, 1, 1))
    browser = Client()
    browser.force_login(leader)
    UserSession.objects.create(
        user=leader, session_key=browser.session.session_key, ip="127.0.0.1", user_agent="", last_seen_at=now,
        created_at=now,
    )  # fmt: skip
    actions.deactivate_employee(employee=leader, by=hr, now=now)
    with pytest.raises(DomainError):
        actions.deactivate_employee(employee=leader, by=hr, now=now)
    assert list(Supervision.objects.values_list("employee", "end")) == [(led.pk, TODAY)]
    assert queries.supervisor_of(led, on=TODAY) is None
    assert not UserSession.objects.filter(user=leader).exists()
    assert sorted((kind, one.pk) for kind, one in heard) == sorted(
        [("supervisor", led.pk), ("supervisor", leader.pk), ("left", leader.pk)]
    )
    assert kinds() == ["employees.employee.deactivated"]
    assert Employee.objects.get(pk=leader.pk).deactivated_at == now


def test_deactivate_oneself_or_by_a_stranger_is_denied(hr, now):
    for by in (hr, EmployeeFactory()):
        with pytest.raises(AccessDenied):
            actions.deactivate_employee(employee=hr, by=by, now=now)


def test_reactivate_lets_in_again_and_refuses_an_active_one(hr, now):
    employee = EmployeeFactory()
    actions.deactivate_employee(employee=employee, by=hr, now=now)
    actions.reactivate_employee(employee=employee, by=hr, now=now)
    assert Employee.objects.active().filter(pk=employee.pk).exists()
    with pytest.raises(DomainError):
        actions.reactivate_employee(employee=employee, by=hr, now=now)


def test_reactivate_by_a_stranger_is_denied(hr, now):
    with pytest.raises(AccessDenied):
        actions.reactivate_employee(employee=hr, by=EmployeeFactory(), now=now)


def new_supervision(employee, supervisor, start=TODAY, **fields):
    return Supervision(employee=employee, supervisor=supervisor, start=start, **fields)


def test_change_supervisor_ends_the_one_before_and_tells_the_apps(hr, heard, now):
    old = SupervisionFactory(start=date(2026, 1, 1))
    new = EmployeeFactory()
    actions.change_supervisor(supervision=new_supervision(old.employee, new), by=hr, now=now)
    assert list(Supervision.objects.order_by("start").values_list("supervisor", "start", "end")) == [
        (old.supervisor_id, date(2026, 1, 1), date(2026, 11, 23)),
        (new.pk, TODAY, None),
    ]
    assert heard == [("supervisor", old.employee)]
    assert Event.objects.get().details == {"supervisor": new.pk, "kind": "definitive", "start": "2026-11-24"}


def test_change_supervisor_twice_on_a_day_keeps_the_last(hr, now):
    employee, last = EmployeeFactory(), EmployeeFactory()
    for supervisor in (EmployeeFactory(), last):
        actions.change_supervisor(supervision=new_supervision(employee, supervisor), by=hr, now=now)
    assert list(Supervision.objects.values_list("supervisor", flat=True)) == [last.pk]


def test_change_supervisor_ends_before_a_planned_one(hr, now):
    planned = SupervisionFactory(start=date(2027, 1, 1))
    actions.change_supervisor(supervision=new_supervision(planned.employee, EmployeeFactory()), by=hr, now=now)
    assert Supervision.objects.get(start=TODAY).end == date(2026, 12, 31)


def test_change_supervisor_acting_stands_before_the_definitive_one(hr, now):
    relation = SupervisionFactory()
    employee = relation.employee
    plt, plh = EmployeeFactory(), EmployeeFactory()
    for supervisor, kind, days in ((plt, SupervisionKind.PLT, 30), (plh, SupervisionKind.PLH, 5)):
        acting = new_supervision(employee, supervisor, kind=kind, end=TODAY + timedelta(days=days))
        actions.change_supervisor(supervision=acting, by=hr, now=now)
    on = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=6), TODAY + timedelta(days=31)]
    assert [queries.supervisor_of(employee, on=day) for day in on] == [relation.supervisor, plh, plt,
                                                                       relation.supervisor]  # fmt: skip


def test_change_supervisor_acting_without_a_last_day_is_refused(hr, now):
    acting = new_supervision(EmployeeFactory(), EmployeeFactory(), kind=SupervisionKind.PLT)
    with pytest.raises(DomainError):
        actions.change_supervisor(supervision=acting, by=hr, now=now)


def test_change_supervisor_in_a_circle_or_of_oneself_is_refused(hr, now):
    top = SupervisionFactory()
    middle = SupervisionFactory(supervisor=top.employee)
    for employee, supervisor in ((top.supervisor, middle.employee), (top.supervisor, top.supervisor)):
        with pytest.raises(DomainError):
            actions.change_supervisor(supervision=new_supervision(employee, supervisor), by=hr, now=now)
    assert Supervision.objects.count() == 2


def test_change_supervisor_with_someone_inactive_is_refused(hr, now):
    gone = EmployeeFactory()
    actions.deactivate_employee(employee=gone, by=hr, now=now)
    with pytest.raises(DomainError):
        actions.change_supervisor(supervision=new_supervision(EmployeeFactory(), gone), by=hr, now=now)


def test_change_supervisor_deactivated_meanwhile_is_refused(hr, now):
    """The page was opened before: what it holds of the person is old."""
    employee, supervisor = EmployeeFactory(), EmployeeFactory()
    asked = new_supervision(employee, supervisor)
    actions.deactivate_employee(employee=Employee.objects.get(pk=supervisor.pk), by=hr, now=now)
    with pytest.raises(DomainError):
        actions.change_supervisor(supervision=asked, by=hr, now=now)


def test_change_supervisor_by_a_stranger_is_denied(now):
    relation = new_supervision(EmployeeFactory(), EmployeeFactory())
    with pytest.raises(AccessDenied):
        actions.change_supervisor(supervision=relation, by=EmployeeFactory(), now=now)


def test_change_supervisor_that_a_planned_one_makes_a_circle_is_refused(hr, now):
    planned = SupervisionFactory(start=date(2027, 1, 1))
    with pytest.raises(DomainError, match=f"{planned.supervisor.display_name} sudah menjadi atasan"):
        actions.change_supervisor(supervision=new_supervision(planned.supervisor, planned.employee), by=hr, now=now)
    until_then = new_supervision(planned.supervisor, planned.employee, end=date(2026, 12, 31))
    actions.change_supervisor(supervision=until_then, by=hr, now=now)
    assert Supervision.objects.count() == 2


@pytest.mark.parametrize("end", [None, date(2027, 1, 1)])
def test_end_supervision_that_reaches_into_a_circle_is_refused(hr, now, end):
    """Each led the other's leader in turn; with more days one would lead the other while being led."""
    first = SupervisionFactory(end=date(2026, 6, 30))
    between = SupervisionFactory(employee=first.supervisor, start=date(2027, 1, 1))
    SupervisionFactory(employee=between.supervisor, supervisor=first.employee, start=date(2026, 7, 1))
    with pytest.raises(DomainError, match=f"{first.employee.display_name} sudah menjadi atasan"):
        actions.end_supervision(supervision=first, end=end, by=hr, now=now)
    first.refresh_from_db()
    assert first.end == date(2026, 6, 30)
    for free in (date(2026, 12, 31), date(2026, 3, 31)):
        actions.end_supervision(supervision=first, end=free, by=hr, now=now)
        assert Supervision.objects.get(pk=first.pk).end == free


def test_end_supervision_moves_the_last_day_and_tells_the_apps(hr, heard, now):
    relation = SupervisionFactory()
    actions.end_supervision(supervision=relation, end=TODAY, by=hr, now=now)
    assert Supervision.objects.get().end == TODAY
    assert heard == [("supervisor", relation.employee)]
    with pytest.raises(ValidationError):
        actions.end_supervision(supervision=relation, end=date(2025, 1, 1), by=hr, now=now)
    with pytest.raises(AccessDenied):
        actions.end_supervision(supervision=relation, end=TODAY, by=EmployeeFactory(), now=now)


@pytest.fixture
def tree(hr, now):
    """root > a > b > c, and root > d."""
    units = {}
    for code, parent in (("root", None), ("a", "root"), ("b", "a"), ("c", "b"), ("d", "root")):
        unit = OrgUnit(code=code, name=code, parent=units.get(parent))
        units[code] = actions.create_unit(unit=unit, by=hr, now=now)
    return units


def paths():
    codes = dict(OrgUnit.objects.values_list("pk", "code"))
    return {
        codes[pk]: "/".join(codes[int(part)] for part in path.strip("/").split("/"))
        for pk, path in OrgUnit.objects.filter(name=F("code")).values_list("pk", "path")
    }


def test_create_unit_stands_below_its_parent(tree):
    assert paths() == {"root": "root", "a": "root/a", "b": "root/a/b", "c": "root/a/b/c", "d": "root/d"}


def test_place_unit_takes_what_is_below_along(tree, hr, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        actions.place_unit(unit=tree["b"], parent=tree["d"], by=hr, now=now)
    assert paths() == {"root": "root", "a": "root/a", "b": "root/d/b", "c": "root/d/b/c", "d": "root/d"}
    assert set(OrgUnit.objects.within(OrgUnit.objects.get(code="d")).values_list("code", flat=True)) == {"d", "b", "c"}


def test_place_unit_at_the_top_and_where_it_is(tree, hr, now):
    actions.place_unit(unit=tree["b"], parent=None, by=hr, now=now)
    actions.place_unit(unit=tree["b"], parent=None, by=hr, now=now)
    assert paths()["c"] == "b/c"
    assert kinds().count("employees.unit.moved") == 1


@pytest.mark.parametrize("target", ["b", "c"])
def test_place_unit_below_itself_is_refused(target, tree, hr, now):
    with pytest.raises(DomainError):
        actions.place_unit(unit=tree["b"], parent=tree[target], by=hr, now=now)
    assert paths()["b"] == "root/a/b"


def test_place_unit_with_a_stale_copy_goes_by_what_is_stored(tree, hr, now):
    stale = OrgUnit.objects.get(code="a")
    actions.place_unit(unit=tree["a"], parent=tree["d"], by=hr, now=now)
    with pytest.raises(DomainError):
        actions.place_unit(unit=tree["d"], parent=stale, by=hr, now=now)


def test_update_unit_moves_when_the_parent_changed(tree, hr, now):
    unit = OrgUnit.objects.get(code="b")
    unit.name, unit.parent = "Nama baru", tree["d"]
    actions.update_unit(unit=unit, by=hr, now=now)
    assert paths()["c"] == "root/d/b/c"
    assert kinds()[-2:] == ["employees.unit.changed", "employees.unit.moved"]


def test_units_and_positions_by_a_stranger_are_denied(now):
    stranger, unit, position = EmployeeFactory(), OrgUnitFactory(), PositionFactory()
    for action, what in (
        (actions.create_unit, {"unit": unit}),
        (actions.update_unit, {"unit": unit}),
        (actions.place_unit, {"unit": unit, "parent": None}),
        (actions.create_position, {"position": position}),
        (actions.update_position, {"position": position}),
    ):
        with pytest.raises(AccessDenied):
            action(**what, by=stranger, now=now)


def test_position_created_and_changed_leaves_events(hr, now):
    position = actions.create_position(position=PositionFactory.build(), by=hr, now=now)
    position.name = "Arsiparis Ahli Muda"
    actions.update_position(position=position, by=hr, now=now)
    assert kinds() == ["employees.position.created", "employees.position.changed"]
