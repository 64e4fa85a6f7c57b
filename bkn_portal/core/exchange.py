"""What an import is made of: documented columns, faults by row and column, and a plan that changes nothing yet."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .errors import DomainError, StaleState
from .forms import refuse_distant
from .periods import Zone
from .spreadsheets import ROUNDED, Sheet


@dataclass(frozen=True)
class Column:
    """A column of the table. `name` is its heading; an ignored one may stand in the file and says nothing."""

    name: str
    help: Any
    required: bool = False
    ignored: bool = False
    example: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell; row 1 holds the headings."""

    row: int
    column: str
    sentence: str


@dataclass
class Row:
    """One row of the file by column name; a column that is not in the file is not in `cells`."""

    number: int
    cells: dict[str, str]
    faults: list[Fault]
    refused: set[str] = field(default_factory=set)

    @property
    def is_faulty(self) -> bool:
        return bool(self.refused)

    def refuse(self, column: str, sentence: Any) -> None:
        """Of what is wrong with one cell, the first is told."""
        if column not in self.refused:
            self.refused.add(column)
            self.faults.append(Fault(self.number, column, str(sentence)))

    def read(self, column: str, reader: Callable[[str], Any]) -> Any:
        """The cell through `reader`; what that refuses (ValidationError) becomes a fault, and None the value."""
        try:
            return reader(self.cells[column])
        except ValidationError as error:
            self.refuse(column, " ".join(error.messages))
            return None


@dataclass(frozen=True)
class Change:
    """What one field holds and what it would hold."""

    old: Any
    new: Any


@dataclass
class Plan:
    """What an import would do: new objects, changed ones with their fields by name, faults that forbid it."""

    new: list[Any] = field(default_factory=list)
    changed: list[tuple[Any, dict[str, Change]]] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed)

    @property
    def summary(self) -> str:
        return _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged.") % {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
        }

    @property
    def digest(self) -> str:
        """Tells this plan from one that adds something else, or changes something else or from something else."""
        changed = [(one.pk, name, change) for one, changes in self.changed for name, change in changes.items()]
        return hashlib.sha256(repr(([str(one) for one in self.new], changed)).encode()).hexdigest()

    def require_doable(self, seen: str) -> None:
        """Raise ImportRefused for faults, ImportOutdated when the person has agreed to a plan with another digest."""
        if self.faults:
            raise ImportRefused(self)
        if seen and seen != self.digest:
            raise ImportOutdated(self)


class ImportOutdated(StaleState):
    """Since the check the portal has changed; nothing was imported. `plan` is what the import would do now."""

    message = gettext_lazy("Something has changed since the check. Please look at what the import would do now.")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__()


class ImportRefused(DomainError):
    """The file has faults; nothing was changed. `plan.faults` lists them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        count = len(plan.faults)
        super().__init__(
            ngettext(
                "Nothing was imported: the file has %(count)d fault.",
                "Nothing was imported: the file has %(count)d faults.",
                count,
            )
            % {"count": count}
        )


def read_rows(sheet: Sheet, columns: Sequence[Column]) -> tuple[list[Row], list[Fault]]:
    """The rows by column name, and the list of faults that they add to; it has those of headings and cells already.

    With a fault in the headings there are no rows.
    """
    known = {column.name: column for column in columns}
    names = [heading.strip().lower().replace(" ", "_") for heading in sheet.headings]
    faults = []
    for name in names:
        if name and name not in known:
            faults.append(Fault(1, name, _("There is no such column. See the list of columns.")))
        elif name and names.count(name) > 1:
            faults.append(Fault(1, name, _("This column stands in the file more than once.")))
    for column in columns:
        if column.required and column.name not in names:
            faults.append(Fault(1, column.name, _("This column is missing.")))
    if not faults and not sheet.rows:
        faults.append(Fault(1, columns[0].name, _("There is no row below the headings.")))
    if faults:
        return [], list(dict.fromkeys(faults))
    rows = [_row(number, names, line, known, faults) for number, line in sheet.rows]
    return rows, faults


def _row(number: int, names: list[str], line: list[str], known: dict[str, Column], faults: list[Fault]) -> Row:
    cells = {name: cell for name, cell in zip(names, line, strict=True) if name and not known[name].ignored}
    row = Row(number, cells, faults)
    for name, cell in cells.items():
        if cell == ROUNDED:
            row.refuse(name, _("Excel rounded this long number. Format the column as text and enter it again."))
            cells[name] = ""
        elif known[name].required and not cell:
            row.refuse(name, _("This cell is empty."))
    return row


def read_date(text: str) -> date | None:
    """“2026-03-01”, “01-03-2026” or “01/03/2026”; empty is None. Raises ValidationError."""
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
        refuse_distant(day)
        return day
    raise ValidationError(_("Write the date as 31-12-2026."))


def read_zone(text: str) -> str:
    """WIB, WITA or WIT; empty stays empty. Raises ValidationError."""
    zones = {str(zone.label): zone.value for zone in Zone}
    if text and text.upper() not in zones:
        raise ValidationError(_("Choose WIB, WITA or WIT."))
    return zones.get(text.upper(), "")


def read_yes(text: str) -> bool:
    """“ya” or “tidak”; empty is yes. Raises ValidationError."""
    answer = {"": True, "ya": True, "tidak": False}.get(text.lower())
    if answer is None:
        raise ValidationError(_("Write ya or tidak."))
    return answer


def changed_fields(obj: models.Model, values: dict[str, Any]) -> dict[str, Change]:
    """Set `values` on the object and tell the fields that became different."""
    stored = {name: getattr(obj, name) for name in values}
    changed = {name: Change(stored[name], value) for name, value in values.items() if stored[name] != value}
    for name, change in changed.items():
        setattr(obj, name, change.new)
    return changed


def refuse_all(row: Row, error: ValidationError, columns: dict[str, str]) -> None:
    """Turn a model's ValidationError into faults; `columns` tells the column of each field."""
    for name, messages in error.message_dict.items():
        row.refuse(columns.get(name, next(iter(row.cells))), " ".join(messages))


def in_chunks(values: Iterable[Any], size: int = 5000) -> Iterable[list[Any]]:
    """Lists of at most `size`, for IN (…) of what a file names."""
    pool = list(values)
    return (pool[start : start + size] for start in range(0, len(pool), size))
