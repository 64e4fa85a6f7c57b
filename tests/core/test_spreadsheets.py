import io
import zipfile
from datetime import date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bkn_portal.core import spreadsheets
from bkn_portal.core.spreadsheets import ROUNDED, SpreadsheetError, escape, read, unescape, write_csv, write_xlsx

NIP = "199203142018012001"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def read_bytes(content):
    return read(io.BytesIO(content), len(content))


def workbook(*rows):
    book = Workbook()
    for line in rows:
        book.active.append(line)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  ="])
def test_escape_makes_formulas_text(start):
    assert escape(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["Ratna", "1-1", "", NIP, 5, -5, None, "'quoted'"])
def test_escape_leaves_the_rest(value):
    assert escape(value) == value


@given(st.text())
def test_unescape_undoes_escape(text):
    escaped = escape(text)
    assert not escaped.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unescape(escaped) == text or text.startswith("'")


@pytest.mark.parametrize("write", [lambda *table: "".join(write_csv(*table)).encode(), write_xlsx])
def test_table_written_is_read_back(write):
    rows = [[NIP, "=HYPERLINK(1)", date(2026, 3, 1), None], ["x", "a;b\nc", "", "Ñ"]]
    sheet = read_bytes(write(["nip", "nama", "mulai", "lain"], rows))
    assert sheet.headings == ["nip", "nama", "mulai", "lain"]
    assert sheet.rows == [(2, [NIP, "=HYPERLINK(1)", "2026-03-01", ""]), (3, ["x", "a;b\nc", "", "Ñ"])]


def test_xlsx_written_holds_no_formula_and_text_cells():
    book = load_workbook(io.BytesIO(write_xlsx(["nip"], [[NIP], ["=1+1"], ["\x07bell"], [7]])))
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        (NIP, "s", "@"),
        ("'=1+1", "s", "@"),
        ("bell", "s", "@"),
        (7, "n", "General"),
    ]


def test_csv_written_long_comes_in_portions():
    portions = list(write_csv(["a"], [["x" * 1000]] * 200))
    assert len(portions) > 3
    assert "".join(portions).count("\n") == 201


def test_read_number_of_eighteen_digits_is_marked_as_rounded():
    sheet = read_bytes(workbook(["nip"], [199203142018012001], [1.99203142018012e17], [123456789012345]))
    assert [cells for _number, cells in sheet.rows] == [[ROUNDED], [ROUNDED], ["123456789012345"]]
    assert read_bytes(b"nip;nama\n1,99203E+17;x").rows == [(2, [ROUNDED, "x"])]


def test_read_cells_become_plain_text():
    sheet = read_bytes(workbook(["a", "b", "c", "d"], [datetime(2026, 3, 1, 0, 0), 2.0, 2.5, True]))  # noqa: DTZ001
    assert sheet.rows == [(2, ["2026-03-01", "2", "2.5", "ya"])]


def test_read_empty_lines_keep_the_numbers_of_the_others():
    assert read_bytes(b"\n\nnip,nama\n,\n1,A\n\n2,B\n").rows == [(5, ["1", "A"]), (7, ["2", "B"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_read_csv_of_any_make(encoding, delimiter):
    text = delimiter.join(["nip", "nama"]) + "\r\n" + delimiter.join([NIP, "José"])
    assert read_bytes(text.encode(encoding)).rows == [(2, [NIP, "José"])]


def zip_bomb():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (spreadsheets.MAX_UNPACKED + 1))
    return output.getvalue()


UNREADABLE = "This file can't be read. Please save it again as XLSX or CSV."
NEITHER = "This is neither XLSX nor CSV. Please save the table as XLSX or CSV."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda: b"", "The file is empty."),
        (lambda: b" \n ;;\n", "The file is empty."),
        (lambda: workbook([]), "The file is empty."),
        (lambda: b"PK\x03\x04 broken", UNREADABLE),
        (lambda: workbook(["a"])[:500], UNREADABLE),
        (lambda: b"\xd0\xcf\x11\xe0old", "This is an old or protected Excel file. Please save it as XLSX without a "
                                         "password."),
        (lambda: b"%PDF-1.7\n\x00\x01\x02", NEITHER),
        (lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", NEITHER),
        (lambda: b"\xef\xbb\xbf <html><table>", NEITHER),
        (lambda: b'{"nip": 1}', NEITHER),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NEITHER),
        (lambda: b"a\n" + b"1\n" * 20_001, "The file has more than 20,000 rows. Please split it."),
        (lambda: b"a" * (spreadsheets.MAX_BYTES + 1), "The file is larger than 5 MB. Please split it."),
        (zip_bomb, "The file is too large once it is unpacked. Please split it."),
        (lambda: b'nip\n"' + b"x" * 200_000, UNREADABLE),
    ],
)  # fmt: skip
def test_read_what_is_no_table_is_a_sentence(content, sentence):
    with pytest.raises(SpreadsheetError) as caught:
        read_bytes(content())
    assert str(caught.value) == sentence


@given(st.binary(max_size=300))
def test_read_any_bytes_are_a_table_or_a_sentence(content):
    for prefix in (b"", b"PK\x03\x04", b"nip;nama\n"):
        try:
            sheet = read_bytes(prefix + content)
        except SpreadsheetError:
            continue
        assert sheet.headings
