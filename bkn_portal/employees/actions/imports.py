"""Imports of people and units: all rows or none, thousands in a few statements."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from bkn_portal.audit.actions import record, record_many
from bkn_portal.core.errors import require
from bkn_portal.core.periods import local_date
from bkn_portal.core.spreadsheets import Sheet

from .. import access
from ..imports import people, units
from ..models import Employee, OrgUnit, Supervision, SupervisionKind
from ..signals import supervisor_changed
from .address import forget_old_addresses, note_new_addresses

BATCH = 1000


@transaction.atomic
def import_people(*, sheet: Sheet, by: Employee, now: datetime, seen: str = "") -> people.PeoplePlan:
    """Add and change employees and their definitive supervisors as the table says; every row or none.

    Leaves one audit event for the import and one for each employee it touched. Raises AccessDenied, ImportRefused
    with the faults by row and column, or ImportOutdated when `seen`, the digest of the plan that a person agreed to,
    is no longer the plan's. The day that counts for supervision is today in the portal's own zone.
    """
    require(access.can_manage_people(by))
    today = local_date(now, settings.TIME_ZONE)
    plan = people.make_plan(sheet, by=by, on=today, lock=True)
    plan.require_doable(seen)
    Employee.objects.bulk_create(plan.new, batch_size=BATCH)
    _store_changed(plan, now=now)
    _store_supervisors(plan, today=today)
    _tell_apps(plan, by=by, now=now)
    record_many("employees.employee.created", actor=by, targets=[(one, {}) for one in plan.new], at=now)
    targets = [(one, {"fields": [name.removesuffix("_id") for name in changed]}) for one, changed in plan.changed]
    record_many("employees.employee.changed", actor=by, targets=targets, at=now)
    record("employees.import.applied", actor=by, target=by, at=now, new=len(plan.new), changed=len(plan.changed),
           unchanged=plan.unchanged)  # fmt: skip
    return plan


def _store_changed(plan: people.PeoplePlan, *, now: datetime) -> None:
    new_address = [one for one, changed in plan.changed if "email" in changed]
    note_new_addresses(new_address, now=now)
    moved = [one.pk for one in new_address]
    Employee.objects.filter(pk__in=moved).update(email="")  # so that two employees may swap their addresses
    Employee.objects.bulk_create(
        [one for one, _changed in plan.changed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*(name.removesuffix("_id") for name in people.FIELDS.values()), "email_changed_at"],
        batch_size=BATCH,
    )
    if moved:
        forget_old_addresses(moved)


def _store_supervisors(plan: people.PeoplePlan, *, today: date) -> None:
    """End what is in force and start the new relation today, before a planned later one."""
    led = {one.pk for one, _supervisor in plan.supervisors}
    others = Supervision.objects.filter(employee__in=led, kind=SupervisionKind.DEFINITIVE)
    others.filter(start=today).delete()
    others.on(today).update(end=today - timedelta(days=1))
    following = dict(others.filter(start__gt=today).order_by("-start").values_list("employee_id", "start"))
    Supervision.objects.bulk_create(
        [
            Supervision(
                employee=one,
                supervisor=supervisor,
                start=today,
                end=following[one.pk] - timedelta(days=1) if one.pk in following else None,
            )
            for one, supervisor in plan.supervisors
            if supervisor
        ],
        batch_size=BATCH,
    )


def _tell_apps(plan: people.PeoplePlan, *, by: Employee, now: datetime) -> None:
    """Signal each changed supervisor; nobody has dealings with someone who was not there a moment ago."""
    fresh = {one.pk for one in plan.new}
    for one, _supervisor in plan.supervisors:
        if one.pk not in fresh:
            supervisor_changed.send(sender=Supervision, employee=one, by=by, now=now)


@transaction.atomic
def import_units(*, sheet: Sheet, by: Employee, now: datetime, seen: str = "") -> units.UnitsPlan:
    """Add, change and move units as the table says; every row or none.

    Raises AccessDenied, ImportRefused, ImportOutdated.
    """
    require(access.can_manage_people(by))
    plan = units.make_plan(sheet, lock=True)
    plan.require_doable(seen)
    before = {unit.pk: unit.path for unit in plan.units.values() if unit.pk}
    OrgUnit.objects.bulk_create(plan.new, batch_size=BATCH)
    for code, unit in plan.units.items():
        unit.parent = plan.units.get(plan.parents[code])
    for unit in plan.units.values():
        unit.path = _path(unit)
    touched = {unit.pk for unit, _changed in plan.changed}
    stale = [unit for unit in plan.units.values() if unit.pk in touched or before.get(unit.pk) != unit.path]
    fields = ["name", "short_name", "time_zone", "is_active", "parent", "path"]
    OrgUnit.objects.bulk_update(stale, fields, batch_size=BATCH)
    record_many("employees.unit.created", actor=by, targets=[(unit, {}) for unit in plan.new], at=now)
    targets = [(unit, {"fields": list(changed)}) for unit, changed in plan.changed]
    record_many("employees.unit.changed", actor=by, targets=targets, at=now)
    record("employees.unit_import.applied", actor=by, target=by, at=now, new=len(plan.new), changed=len(plan.changed),
           unchanged=plan.unchanged)  # fmt: skip
    return plan


def _path(unit: OrgUnit) -> str:
    return f"{_path(unit.parent) if unit.parent else '/'}{unit.pk}/"
