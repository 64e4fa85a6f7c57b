"""Reading the tables that people upload and writing the ones they download, as XLSX and CSV.

The one place that knows what a spreadsheet program makes of a cell: every download goes through `escape`.
openpyxl is loaded where it is used: 19 MiB, which a web worker seldom needs.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from .errors import DomainError

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
EXACT_DIGITS = 15
"""Spreadsheet programs keep 15 digits of a number; the three after them in a NIP become zeros."""
ROUNDED = "\x00"
"""Stands for a cell whose number was too long to be kept exactly."""
OTHER_KINDS = (b"%PDF-", b"<", b"{")
"""How PDF, HTML and XML, and JSON begin: text that would pass for a CSV of one column."""
NEITHER = _("This is neither XLSX nor CSV. Please save the table as XLSX or CSV.")
FORMULA_START = tuple("=+-@\t\r\n＝＋－＠")


class SpreadsheetError(DomainError):
    """The file as a whole can't be read; the sentence says why."""


@dataclass(frozen=True)
class Sheet:
    """The first sheet: headings, and each row that is not empty, as wide, with its number as the program shows it."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def escape(value: Any) -> Any:
    """Text that a spreadsheet program would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_START):
        return f"'{value}"
    return value


def unescape(text: str) -> str:
    """What `escape` was given, so that a downloaded table can be uploaded again."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA_START) else text


def write_csv(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Lines with a byte order mark and semicolons, as Excel in Indonesian opens them; for a streaming response."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    yield "\ufeff"
    writer.writerow([escape(heading) for heading in headings])
    for row in rows:
        writer.writerow([escape(_plain(value)) for value in row])
        if buffer.tell() > 65_536:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def write_xlsx(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A workbook of one sheet; text stays text, so that a NIP keeps its 18 digits when someone edits it."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    headings = list(headings)
    for index in range(len(headings)):
        sheet.column_dimensions[chr(ord("A") + index % 26)].width = 22
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, bold) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, _plain(value)) for value in row])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _cell(sheet: Any, value: Any, font: Any = None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, escape(value))
    if isinstance(value, str):
        cell.number_format = "@"
    if font:
        cell.font = font
    return cell


def _plain(value: Any) -> Any:
    """Numbers stay numbers, dates are ISO text, control characters that no XLSX may hold are left out."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


def read(file: IO[bytes], size: int) -> Sheet:
    """Read an uploaded XLSX or CSV by its content, whatever its name says. Raises SpreadsheetError."""
    if size > MAX_BYTES:
        raise SpreadsheetError(_("The file is larger than 5 MB. Please split it."))
    content = file.read(MAX_BYTES + 1)
    if not content.strip():
        raise SpreadsheetError(_("The file is empty."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SpreadsheetError(_("This is an old or protected Excel file. Please save it as XLSX without a password."))
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(OTHER_KINDS):
        raise SpreadsheetError(NEITHER)
    lines = _xlsx_lines(content) if content.startswith(b"PK\x03\x04") else _csv_lines(content)
    return _sheet(lines)


def _sheet(lines: Iterable[list[str]]) -> Sheet:
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if any(line))
    first = next(numbered, None)
    if first is None:
        raise SpreadsheetError(_("The file is empty."))
    headings = first[1]
    while not headings[-1]:
        headings.pop()
    width, rows = len(headings), []
    for number, line in numbered:
        rows.append((number, [*line[:width], *[""] * (width - len(line))]))
        if len(rows) > MAX_ROWS:
            raise SpreadsheetError(_("The file has more than 20,000 rows. Please split it."))
    return Sheet(headings=headings, rows=rows)


def _xlsx_lines(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise SpreadsheetError(_("The file is too large once it is unpacked. Please split it."))
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # what the file claims about its own size is not believed
        for row in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
            yield [_text(value) for value in row]
    except DomainError:
        raise
    except Exception as error:  # a broken archive fails in openpyxl in dozens of ways; the person needs one sentence
        raise SpreadsheetError(_("This file can't be read. Please save it again as XLSX or CSV.")) from error


def _csv_lines(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_text(cell) for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise SpreadsheetError(_("This file can't be read. Please save it again as XLSX or CSV.")) from error


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if re.search(r"[\x00-\x08\x0e-\x1f\ufffd]", text):
        raise SpreadsheetError(NEITHER)
    return text


def _text(value: Any) -> str:
    """A cell as text: dates in ISO form, whole numbers without a decimal point, long numbers marked as ROUNDED."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        if abs(value) >= 10**EXACT_DIGITS:
            return ROUNDED
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = value.isoformat() if isinstance(value, date) else unescape(str(value).replace("\x00", "").strip())
    return ROUNDED if re.fullmatch(r"\d([.,]\d+)?E\+1[5-9]", text, re.IGNORECASE) else text
