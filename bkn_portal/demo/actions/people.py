"""Writes units, positions, employees and who leads whom."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from bkn_portal.core.periods import Zone, local_date
from bkn_portal.employees.models import Employee, Employment, OrgUnit, Position, Supervision, SupervisionKind

from ..cast import DEMO_PASSWORD
from ..content.people import (
    AWAY_HEAD,
    PLH_FROM,
    PLT_FROM,
    VACANT_HEAD,
    PersonPlan,
    person_plans,
)
from ..content.units import UnitPlan, unit_plans

VACANT_SINCE = timedelta(days=45)
AWAY = (timedelta(days=2), timedelta(days=6))  # before and after today
ROLES = {"verifier": "is_verifier", "hr_admin": "is_hr_admin", "leader": "is_leader"}


@dataclass
class People:
    """Everyone who was made: by the cast's key, by unit, and the heads by unit code."""

    cast: dict[str, Employee] = field(default_factory=dict)
    heads: dict[str, Employee] = field(default_factory=dict)
    members: dict[str, list[Employee]] = field(default_factory=dict)

    @property
    def everyone(self) -> list[Employee]:
        return [employee for members in self.members.values() for employee in members]

    @property
    def active(self) -> list[Employee]:
        return [employee for employee in self.everyone if employee.is_active]


def load_people(*, rng: Random, now: datetime) -> People:
    """The tree, 300 employees and their supervision as of `now`. Writes nothing to the audit: nobody acted."""
    today = local_date(now, Zone.WIB)
    units = unit_plans()
    plans = person_plans(units, rng=rng, today=today)
    people = _add_employees(plans, _add_units(units), _add_positions(plans), now=now, today=today)
    _add_supervision(units, people, today=today)
    return people


def _add_units(plans: list[UnitPlan]) -> dict[str, OrgUnit]:
    made: dict[str, OrgUnit] = {}
    for plan in plans:
        unit = OrgUnit.objects.create(
            code=plan.code,
            name=plan.name,
            short_name=plan.short_name,
            parent=made.get(plan.parent),
            time_zone=plan.zone,
        )
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        made[plan.code] = unit
    return made


def _add_positions(plans: list[PersonPlan]) -> dict[str, Position]:
    wanted = {plan.post_code: Position(code=plan.post_code, name=plan.post, category=plan.category) for plan in plans}
    return {position.code: position for position in Position.objects.bulk_create(wanted.values())}


def _add_employees(
    plans: list[PersonPlan], units: dict[str, OrgUnit], positions: dict[str, Position], *, now: datetime, today: date
) -> People:
    password = make_password(DEMO_PASSWORD)
    rows = [_employee(plan, units, positions, now=now, today=today) for plan in plans]
    for row in rows:
        row.password = password
    people = People()
    for plan, employee in zip(plans, Employee.objects.bulk_create(rows), strict=True):
        people.members.setdefault(plan.unit, []).append(employee)
        if plan.key:
            people.cast[plan.key] = employee
        if plan.is_head:
            people.heads[plan.unit] = employee
    return people


def _employee(
    plan: PersonPlan, units: dict[str, OrgUnit], positions: dict[str, Position], *, now: datetime, today: date
) -> Employee:
    career = plan.career
    employee = Employee(
        nip=career.nip,
        name=plan.name,
        title_before=career.title_before,
        title_after=career.title_after,
        email=f"{plan.name.lower().replace(' ', '.')}@bkn.example",
        employment=Employment.PPPK if career.is_pppk else Employment.PNS,
        grade=career.grade,
        position=positions[plan.post_code],
        unit=units[plan.unit],
        is_active=not plan.has_left,
        deactivated_at=now - VACANT_SINCE if plan.has_left else None,
    )
    if career.is_pppk:
        employee.contract_start = career.appointed
        employee.contract_end = date(today.year + 2, career.appointed.month, 1) - timedelta(days=1)
    if plan.key in ROLES:
        setattr(employee, ROLES[plan.key], True)
    return employee


def _add_supervision(units: list[UnitPlan], people: People, *, today: date) -> None:
    parents = {plan.code: plan.parent for plan in units}
    rows = []
    for code, members in people.members.items():
        for employee in members:
            leading = parents[code] if employee is people.heads[code] else code
            if leading:
                rows += _relations(employee, leading, people, today=today)
    Supervision.objects.bulk_create(rows)


def _relations(employee: Employee, leading: str, people: People, *, today: date) -> list[Supervision]:
    """The definitive relation to the head of the unit `leading`, and whoever stands in there now."""
    definitive = Supervision(employee=employee, supervisor=people.heads[leading], start=date(today.year - 2, 1, 2))
    if not employee.is_active:
        definitive.end = today - VACANT_SINCE
    if leading == VACANT_HEAD:
        definitive.end = today - VACANT_SINCE
        acting = Supervision(
            employee=employee,
            supervisor=people.heads[PLT_FROM],
            kind=SupervisionKind.PLT,
            start=today - VACANT_SINCE + timedelta(days=1),
        )
        return [definitive, acting]
    if leading == AWAY_HEAD and employee is not people.heads[PLH_FROM]:
        acting = Supervision(
            employee=employee,
            supervisor=people.heads[PLH_FROM],
            kind=SupervisionKind.PLH,
            start=today - AWAY[0],
            end=today + AWAY[1],
        )
        return [definitive, acting]
    return [definitive]
