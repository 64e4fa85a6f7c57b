"""What a table of employees would change: checked by row without a query per row, and nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkn_portal.core.exchange import (
    Change,
    Column,
    Plan,
    Row,
    changed_fields,
    in_chunks,
    read_date,
    read_rows,
    read_zone,
    refuse_all,
)
from bkn_portal.core.periods import zone_label
from bkn_portal.core.spreadsheets import Sheet

from .. import access
from .. import nip as nip_rules
from ..models import Employee, Employment, OrgUnit, Position, Supervision, SupervisionKind
from ..queries import MAX_LEVELS

COLUMNS = (
    Column("nip", gettext_lazy("18 digits, as text. Finds the employee; an unknown one is added."), required=True,
           example="199203142018012001"),
    Column("nama", gettext_lazy("Name without titles."), required=True, example="Ratna Sari"),
    Column("gelar_depan", gettext_lazy("Titles before the name."), example="Dr."),
    Column("gelar_belakang", gettext_lazy("Titles after the name."), example="S.Kom., M.M."),
    Column("surel", gettext_lazy("E-mail address, different for each employee."), example="ratna.sari@bkn.example"),
    Column("jenis", gettext_lazy("PNS or PPPK, as the NIP tells."), required=True, example="PNS"),
    Column("golongan", gettext_lazy("III/b for PNS, IX for PPPK."), example="III/b"),
    Column("kode_jabatan", gettext_lazy("Code of the position in the portal.")),
    Column("kode_unit", gettext_lazy("Code of the unit in the portal.")),
    Column("kontrak_mulai", gettext_lazy("First day of the contract, PPPK only: 31-12-2026.")),
    Column("kontrak_selesai", gettext_lazy("Last day of the contract, PPPK only.")),
    Column("zona_waktu", gettext_lazy("WIB, WITA or WIT, when it is not the one of the unit.")),
    Column("nip_atasan", gettext_lazy("NIP of the definitive direct supervisor from today on.")),
    Column("aktif", gettext_lazy("For information in a download; an import does not change it."), ignored=True),
)  # fmt: skip
FIELDS = {
    "nip": "nip", "nama": "name", "gelar_depan": "title_before", "gelar_belakang": "title_after", "surel": "email",
    "jenis": "employment", "golongan": "grade", "kode_jabatan": "position_id", "kode_unit": "unit_id",
    "kontrak_mulai": "contract_start", "kontrak_selesai": "contract_end", "zona_waktu": "time_zone_override",
}  # fmt: skip
COLUMN_OF = {name.removesuffix("_id"): column for column, name in FIELDS.items()}
CHECKED = set(FIELDS.values()) - {"position_id", "unit_id"}
UNCHECKED = [one.name for one in Employee._meta.fields if one.attname not in CHECKED]


@dataclass
class PeoplePlan(Plan):
    """Also who gets which definitive supervisor (None: none any longer)."""

    supervisors: list[tuple[Employee, Employee | None]] = field(default_factory=list)


def make_plan(sheet: Sheet, *, by: Employee, on: date, lock: bool = False) -> PeoplePlan:
    """Compare the rows with the stored employees; `lock` keeps those as they are until the transaction ends."""
    rows, faults = read_rows(sheet, COLUMNS)
    plan = PeoplePlan(faults=faults)
    stored = _by_nip({nip_rules.ungroup(row.cells["nip"]) for row in rows}, lock=lock)
    units, positions = _ids(OrgUnit, rows, "kode_unit"), _ids(Position, rows, "kode_jabatan")
    people: list[tuple[Row, Employee]] = []
    for row in rows:
        values = _values(row, units, positions)
        employee = stored.get(values["nip"]) or Employee(password=make_password(None))
        changed = changed_fields(employee, values)
        if changed:
            _check(row, employee, by)
        people.append((row, employee))
        if employee.pk is None:
            plan.new.append(employee)
        elif changed:
            plan.changed.append((employee, changed))
    _check_uniqueness(people)
    _plan_supervisors(plan, people, on)
    plan.unchanged = len(people) - len(plan.new) - len(plan.changed)
    return plan


def export_rows(employees: QuerySet[Employee], *, on: date) -> Iterable[list[Any]]:
    """The employees in the order of COLUMNS, read in portions."""
    definitive = Supervision.objects.filter(employee=OuterRef("pk"), kind=SupervisionKind.DEFINITIVE).on(on)
    people = employees.select_related("unit", "position").annotate(
        supervisor_nip=Subquery(definitive.values("supervisor__nip")[:1])
    )
    for one in people.iterator(chunk_size=2000):
        yield [
            one.nip, one.name, one.title_before, one.title_after, one.email, one.get_employment_display(), one.grade,
            one.position.code if one.position else "", one.unit.code if one.unit else "", one.contract_start,
            one.contract_end, one.time_zone_override and zone_label(one.time_zone_override),
            one.supervisor_nip or "", "ya" if one.is_active else "tidak",
        ]  # fmt: skip


def _by_nip(nips: set[str], *, lock: bool = False) -> dict[str, Employee]:
    employees = Employee.objects.order_by("pk")
    if lock:
        employees = employees.select_for_update(of=("self",), no_key=True)
    return {one.nip: one for chunk in in_chunks(nips) for one in employees.filter(nip__in=chunk)}


def _ids(model: Any, rows: list[Row], column: str) -> dict[str, int]:
    codes = {row.cells.get(column, "") for row in rows} - {""}
    return {code: pk for chunk in in_chunks(codes) for code, pk in
            model.objects.filter(code__in=chunk).values_list("code", "pk")}  # fmt: skip


def _values(row: Row, units: dict[str, int], positions: dict[str, int]) -> dict[str, Any]:
    """Field values of the columns that the file has."""

    def known(ids: dict[str, int], sentence: str) -> Any:
        def reader(code: str) -> int | None:
            if code and code not in ids:
                raise ValidationError(sentence)
            return ids.get(code)

        return reader

    readers = {
        "nip": nip_rules.ungroup,
        "surel": str.lower,
        "jenis": _employment,
        "kode_unit": known(units, _("There is no unit with this code.")),
        "kode_jabatan": known(positions, _("There is no position with this code.")),
        "kontrak_mulai": read_date,
        "kontrak_selesai": read_date,
        "zona_waktu": read_zone,
    }
    return {FIELDS[name]: row.read(name, readers.get(name, str)) for name in row.cells if name in FIELDS}


def _employment(text: str) -> str:
    if text.lower() not in Employment.values:
        raise ValidationError(_("Choose PNS or PPPK."))
    return text.lower()


def _check(row: Row, employee: Employee, by: Employee) -> None:
    """The model's own rules, but those that ask the database; rules about several cells once each is right."""
    if employee.pk and not access.can_change_employee(by, employee):
        row.refuse("nip", _("Only a system administrator may change this employee."))
    for rule in (lambda: employee.clean_fields(exclude=UNCHECKED), employee.clean):
        try:
            rule()
        except ValidationError as error:
            refuse_all(row, error, COLUMN_OF)
        if row.is_faulty:
            return


def _check_uniqueness(people: list[tuple[Row, Employee]]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row, employee in people:
        for column, value in (("nip", employee.nip), ("surel", employee.email)):
            first = seen.setdefault((column, value), row.number)
            if value and first != row.number:
                row.refuse(column, _("The same value stands in row %(row)d.") % {"row": first})
    addresses = {employee.email: (row, employee) for row, employee in people if employee.email}
    in_file = {employee.pk for _row, employee in people}
    for chunk in in_chunks(addresses):
        for pk, email in Employee.objects.filter(email__in=chunk).values_list("pk", "email"):
            row, employee = addresses[email]
            if pk != employee.pk and pk not in in_file:
                row.refuse("surel", _("Another employee already uses this e-mail address."))


def _plan_supervisors(plan: PeoplePlan, people: list[tuple[Row, Employee]], on: date) -> None:
    asked = [(row, one, nip_rules.ungroup(row.cells["nip_atasan"])) for row, one in people if "nip_atasan" in row.cells]
    by_nip = {one.nip: one for _row, one in people}
    by_nip |= _by_nip({nip for _row, _one, nip in asked if nip and nip not in by_nip})
    led_by = _led_by([one.pk for _row, one, _nip in asked if one.pk], on)
    changed = {one.pk: (one, fields) for one, fields in plan.changed}
    lines: dict[str, Row] = {}
    for row, employee, nip in asked:
        supervisor = by_nip.get(nip)
        before = led_by.get(employee.nip, "")
        if before == nip:
            continue
        if nip and supervisor is None:
            row.refuse("nip_atasan", _("There is no employee with this NIP, here or in the file."))
        elif supervisor is employee:
            row.refuse("nip_atasan", _("Nobody is their own supervisor."))
        elif not employee.is_active or (supervisor and not supervisor.is_active):
            row.refuse("nip_atasan", _("A deactivated employee neither leads nor is led."))
        else:
            plan.supervisors.append((employee, supervisor))
            lines[employee.nip] = row
            if employee.pk:
                change = Change(nip_rules.group(before), nip_rules.group(nip))
                changed.setdefault(employee.pk, (employee, {}))[1]["supervisor"] = change
    plan.changed = list(changed.values())
    _refuse_circles(plan, lines, on)


def _led_by(ids: list[int], on: date) -> dict[str, str]:
    """NIP of each employee to the NIP of the definitive supervisor."""
    pairs = Supervision.objects.filter(kind=SupervisionKind.DEFINITIVE).on(on)
    return {
        employee: supervisor
        for chunk in in_chunks(ids)
        for employee, supervisor in pairs.filter(employee__in=chunk).values_list("employee__nip", "supervisor__nip")
    }


def _refuse_circles(plan: PeoplePlan, lines: dict[str, Row], on: date) -> None:
    """Climb from every changed line over changed and stored relations; who meets themselves is refused."""
    up = {employee.nip: supervisor.nip if supervisor else "" for employee, supervisor in plan.supervisors}
    frontier = {supervisor.pk for _one, supervisor in plan.supervisors if supervisor and supervisor.pk}
    for _level in range(MAX_LEVELS):
        stored = _led_by(sorted(frontier), on)
        higher = {nip for nip in stored.values() if nip not in up}
        up = stored | up
        if not higher:
            break
        frontier = {one.pk for one in _by_nip(higher).values()}
    for nip, row in lines.items():
        above = up.get(nip, "")
        for _level in range(len(up)):
            if above in ("", nip):
                break
            above = up.get(above, "")
        if above == nip:
            row.refuse("nip_atasan", _("The supervisors of this row lead in a circle."))
