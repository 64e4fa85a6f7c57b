"""Changes to units and positions."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require

from .. import access
from ..models import Employee, OrgUnit, Position

UNIT_FACTS = ("code", "name", "short_name", "time_zone", "is_active")


@transaction.atomic
def create_unit(*, unit: OrgUnit, by: Employee, now: datetime) -> OrgUnit:
    """Store a new unit under its parent. Raises AccessDenied, ValidationError, DomainError."""
    require(access.can_manage_people(by))
    unit.full_clean()
    unit.save(force_insert=True)
    _set_path(unit)
    record("employees.unit.created", actor=by, target=unit, at=now)
    return unit


@transaction.atomic
def update_unit(*, unit: OrgUnit, by: Employee, now: datetime) -> OrgUnit:
    """Store a changed unit; a changed parent moves it with all that is below. Raises as create_unit."""
    require(access.can_manage_people(by))
    stored = OrgUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    unit.path = stored.path
    unit.full_clean()
    changed = [name for name in UNIT_FACTS if getattr(stored, name) != getattr(unit, name)]
    if changed:
        unit.save(update_fields=changed)
        record("employees.unit.changed", actor=by, target=unit, at=now, fields=changed)
    if stored.parent_id != unit.parent_id:
        place_unit(unit=unit, parent=unit.parent, by=by, now=now)
    return unit


@transaction.atomic
def place_unit(*, unit: OrgUnit, parent: OrgUnit | None, by: Employee, now: datetime) -> None:
    """Hang a unit, with everything below it, under another one or at the top (None).

    The paths of the subtree change in one UPDATE. Moves wait for each other, so that two at once can't make a
    circle. Raises AccessDenied, or DomainError when `parent` is the unit itself or below it.
    """
    require(access.can_manage_people(by))
    tree = {row.pk: row for row in OrgUnit.objects.select_for_update(of=("self",)).order_by("pk")}
    stored = tree[unit.pk]
    above = tree[parent.pk] if parent else None
    if above and above.path.startswith(stored.path):
        raise DomainError(_("A unit can't be part of itself or of a unit below it."))
    before, unit.parent, unit.path = stored.path, above, stored.path
    if stored.parent_id == unit.parent_id and before == _path_below(above, unit):
        return
    unit.save(update_fields=["parent"])
    _set_path(unit)
    record("employees.unit.moved", actor=by, target=unit, at=now, parent=unit.parent_id)


def _path_below(parent: OrgUnit | None, unit: OrgUnit) -> str:
    return f"{parent.path if parent else '/'}{unit.pk}/"


def _set_path(unit: OrgUnit) -> None:
    """Give the unit its path, and what is below it the new beginning."""
    before, unit.path = unit.path, _path_below(unit.parent, unit)
    OrgUnit.objects.filter(pk=unit.pk).update(path=unit.path)
    if before:
        below = OrgUnit.objects.filter(path__startswith=before).exclude(pk=unit.pk)
        below.update(path=Concat(Value(unit.path), Substr(F("path"), len(before) + 1)))


@transaction.atomic
def create_position(*, position: Position, by: Employee, now: datetime) -> Position:
    """Store a new position. Raises AccessDenied, ValidationError."""
    require(access.can_manage_people(by))
    position.full_clean()
    position.save(force_insert=True)
    record("employees.position.created", actor=by, target=position, at=now)
    return position


@transaction.atomic
def update_position(*, position: Position, by: Employee, now: datetime) -> Position:
    """Store a changed position. Raises AccessDenied, ValidationError."""
    require(access.can_manage_people(by))
    position.full_clean()
    position.save(update_fields=["code", "name", "category"])
    record("employees.position.changed", actor=by, target=position, at=now)
    return position
