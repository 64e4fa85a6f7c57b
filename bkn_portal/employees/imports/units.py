"""What a table of units would change: checked by row, and nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkn_portal.core.exchange import (
    Change,
    Column,
    Plan,
    Row,
    changed_fields,
    read_rows,
    read_yes,
    read_zone,
    refuse_all,
)
from bkn_portal.core.periods import Zone, zone_label
from bkn_portal.core.spreadsheets import Sheet

from ..models import OrgUnit

COLUMNS = (
    Column("kode", gettext_lazy("Finds the unit; an unknown one is added."), required=True, example="DIT-PASN"),
    Column("nama", gettext_lazy("Full name."), required=True, example="Direktorat Pengadaan ASN"),
    Column("nama_singkat", gettext_lazy("Short name for lists."), example="Dit. Pengadaan"),
    Column("kode_induk", gettext_lazy("Code of the unit it is part of; empty at the top.")),
    Column("zona_waktu", gettext_lazy("WIB, WITA or WIT; empty is WIB."), example="WIB"),
    Column("aktif", gettext_lazy("ya or tidak; empty is ya."), example="ya"),
)
FIELDS = {"kode": "code", "nama": "name", "nama_singkat": "short_name", "zona_waktu": "time_zone", "aktif": "is_active"}
COLUMN_OF = {name: column for column, name in FIELDS.items()}
READERS = {"zona_waktu": lambda text: read_zone(text) or Zone.WIB.value, "aktif": read_yes}


@dataclass
class UnitsPlan(Plan):
    """Also the code of the parent of every unit the file places ("": at the top), and all units by code."""

    parents: dict[str, str] = field(default_factory=dict)
    units: dict[str, OrgUnit] = field(default_factory=dict)


def make_plan(sheet: Sheet, *, lock: bool = False) -> UnitsPlan:
    """Compare the rows with the stored tree; `lock` keeps it as it is until the transaction ends."""
    rows, faults = read_rows(sheet, COLUMNS)
    stored = OrgUnit.objects.order_by("pk")
    units = {unit.code: unit for unit in (stored.select_for_update(of=("self",)) if lock else stored)}
    codes = {unit.pk: unit.code for unit in units.values()}
    parents = {unit.code: codes.get(unit.parent_id, "") for unit in units.values()}
    plan = UnitsPlan(faults=faults, units=units, parents=parents)
    first_rows: dict[str, Row] = {}
    for row in rows:
        values = {FIELDS[name]: row.read(name, READERS.get(name, str)) for name in row.cells if name in FIELDS}
        code = values["code"]
        if first_rows.setdefault(code, row) is not row:
            row.refuse("kode", _("The same value stands in row %(row)d.") % {"row": first_rows[code].number})
            continue
        _plan_unit(plan, row, values)
    for row in first_rows.values():
        _check_parent(plan, row)
    return plan


def _plan_unit(plan: UnitsPlan, row: Row, values: dict[str, Any]) -> None:
    unit = plan.units.setdefault(values["code"], OrgUnit())
    changed = changed_fields(unit, {name: value for name, value in values.items() if value is not None})
    parent = row.cells.get("kode_induk", plan.parents.get(unit.code, ""))
    if unit.pk and plan.parents[unit.code] != parent:
        changed["parent"] = Change(plan.parents[unit.code], parent)
    plan.parents[unit.code] = parent
    try:
        unit.clean_fields(exclude=["parent", "path"])
    except ValidationError as error:
        refuse_all(row, error, COLUMN_OF)
    if unit.pk is None:
        plan.new.append(unit)
    elif changed:
        plan.changed.append((unit, changed))
    else:
        plan.unchanged += 1


def _check_parent(plan: UnitsPlan, row: Row) -> None:
    code = row.cells["kode"]
    above = plan.parents.get(code, "")
    if above and above not in plan.units:
        row.refuse("kode_induk", _("There is no unit with this code."))
        return
    for _level in range(len(plan.parents)):
        if above in ("", code):
            break
        above = plan.parents.get(above, "")
    if above == code:
        row.refuse("kode_induk", _("A unit can't be part of itself or of a unit below it."))


def export_rows(units: QuerySet[OrgUnit]) -> Iterable[list[Any]]:
    """The units in the order of COLUMNS."""
    for unit in units.select_related("parent").iterator(chunk_size=2000):
        yield [
            unit.code, unit.name, unit.short_name, unit.parent.code if unit.parent else "", zone_label(unit.time_zone),
            "ya" if unit.is_active else "tidak",
        ]  # fmt: skip
