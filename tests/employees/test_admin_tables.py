"""Tables of people and units in the admin: import with its check, samples, export."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bkn_portal.core.spreadsheets import read, write_csv
from bkn_portal.employees.models import Employee, OrgUnit
from tests.factories import EmployeeFactory, OrgUnitFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:employees_employee_changelist")
IMPORT = reverse("admin:employees_employee_import")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)


def upload(content, name="pegawai.csv"):
    return {"file": SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())}


TABLE = "nip;nama;jenis\r\n199203142018012001;Ratna;PNS\r\n"


def test_import_page_checks_then_imports(office):
    checked = office.post(IMPORT, upload(TABLE))
    assert checked.context["plan"].summary == "1 baru, 0 berubah, 0 tetap."
    assert INLINE.findall(checked.content.decode()) == []
    assert not Employee.objects.filter(name="Ratna").exists()
    done = office.post(IMPORT, {"token": checked.context["token"]}, follow=True)
    assert [str(one) for one in done.context["messages"]] == ["Impor selesai: 1 baru, 0 berubah, 0 tetap."]
    assert Employee.objects.filter(name="Ratna").exists()
    again = office.post(IMPORT, upload(TABLE))
    assert (again.context["token"], again.context["plan"].summary) == ("", "0 baru, 0 berubah, 1 tetap.")


def test_import_page_names_the_faults(office):
    response = office.post(IMPORT, upload("nip;nama;jenis\n1;Ratna;PNS\n"))
    assert (response.status_code, response.context["token"]) == (422, "")
    assert [(one.row, one.column, one.sentence) for one in response.context["faults"]] == [
        (2, "nip", "NIP terdiri atas 18 angka.")]  # fmt: skip


def test_import_page_shows_each_change_from_and_to(office, django_assert_max_num_queries):
    unit, boss = OrgUnitFactory(code="B", name="Biro Umum"), EmployeeFactory()
    people = EmployeeFactory.create_batch(3, name="Ratna", grade="III/a", employment="pns")
    lines = [f"{one.nip};Ratna Sari;PNS;III/b;{unit.code};{boss.nip}" for one in people]
    with django_assert_max_num_queries(30):
        response = office.post(IMPORT, upload("\n".join(["nip;nama;jenis;golongan;kode_unit;nip_atasan", *lines])))
    assert [
        (str(one), [tuple(map(str, each)) for each in changes]) for one, changes in response.context["changed"]
    ] == [
        (
            one.display_name.replace("Ratna", "Ratna Sari"),
            [
                ("nama", "Ratna", "Ratna Sari"),
                ("golongan ruang", "III/a", "III/b"),
                ("unit kerja", str(one.unit), "Biro Umum"),
                ("atasan langsung (NIP)", "–", boss.grouped_nip),
            ],
        )
        for one in people
    ]


def test_import_page_of_the_same_says_that_nothing_changes(office):
    one = EmployeeFactory(name="Ratna", employment="pns")
    response = office.post(IMPORT, upload(f"nip;nama;jenis\n{one.nip};Ratna;PNS\n"))
    assert "Berkas ini tidak mengubah apa pun: isinya sama dengan yang ada di portal." in response.content.decode()
    assert response.context["token"] == ""


def test_import_page_pdf_renamed_to_xlsx_is_told_at_the_field(office):
    response = office.post(IMPORT, upload(b"%PDF-1.7\n1 0 obj\n", "pegawai.xlsx"))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "file": ["Ini bukan XLSX atau CSV. Silakan simpan tabel sebagai XLSX atau CSV."]
    }


def test_import_page_token_of_another_or_used_is_refused(office, enter, root):
    token = office.post(IMPORT, upload(TABLE)).context["token"]
    assert enter(root).post(IMPORT, {"token": token}).status_code == 422
    assert not Employee.objects.filter(name="Ratna").exists()


def test_import_page_what_changed_since_the_check_is_refused(office, hr):
    token = office.post(IMPORT, upload("nip;nama;jenis;surel\n199203142018012001;Ratna;PNS;a@bkn.example\n"))
    EmployeeFactory(email="a@bkn.example")
    response = office.post(IMPORT, {"token": token.context["token"]})
    assert (response.status_code, len(response.context["faults"])) == (422, 1)
    assert not Employee.objects.filter(name="Ratna").exists()


def test_import_page_what_another_changed_since_the_check_is_shown_before_it_is_overwritten(office, now):
    one = EmployeeFactory(name="Ratna", email="lama@bkn.example", employment="pns")
    table = upload(f"nip;nama;jenis;surel\n{one.nip};Ratna;PNS;baru@bkn.example\n")
    token = office.post(IMPORT, table).context["token"]
    Employee.objects.filter(pk=one.pk).update(email="lain@bkn.example")
    asked = office.post(IMPORT, {"token": token})
    assert (asked.status_code, [str(each) for each in asked.context["messages"]]) == (
        422, ["Sejak diperiksa, ada data yang berubah. Mohon lihat yang akan dilakukan impor sekarang."]
    )  # fmt: skip
    assert [change[1:] for _one, changes in asked.context["changed"] for change in changes] == [
        ("lain@bkn.example", "baru@bkn.example")
    ]
    assert Employee.objects.get(pk=one.pk).email == "lain@bkn.example"
    assert office.post(IMPORT, {"token": asked.context["token"]}).status_code == 302
    assert Employee.objects.get(pk=one.pk).email == "baru@bkn.example"


def test_import_page_sent_twice_says_that_it_is_done(office):
    token = office.post(IMPORT, upload(TABLE)).context["token"]
    office.post(IMPORT, {"token": token}, follow=True)
    again = office.post(IMPORT, {"token": token}, follow=True)
    assert [str(one) for one in again.context["messages"]] == ["Berkas ini sudah diimpor."]
    assert Employee.objects.filter(name="Ratna").count() == 1


@pytest.mark.parametrize(
    "sent",
    [{}, upload(b"", "kosong.xlsx"), upload(b"PK\x03\x04rusak", "a.xlsx"), upload(b"\x89PNG\r\n\x1a\n\x00", "a.csv"),
     upload(b"x" * (5 * 1024 * 1024 + 1)), {"token": "karangan"}, {"token": "\x00" * 300}],
)  # fmt: skip
def test_import_page_with_anything_else_is_a_sentence(sent, office):
    for name, value in sent.items():
        if name == "file":
            value.seek(0)
    response = office.post(IMPORT, sent)
    assert response.status_code == 422
    assert response.context["form"].errors or response.context["messages"]


def test_import_page_sample_has_the_documented_columns(office):
    content = office.get(reverse("admin:employees_employee_import_sample")).content
    sheet = read(io.BytesIO(content), len(content))
    assert sheet.headings == [one.name for one in office.get(IMPORT).context["columns"] if not one.ignored]
    assert office.post(IMPORT, upload(content, "contoh.xlsx")).status_code == 200


@pytest.mark.parametrize(("kind", "type_"), [("csv", "text/csv; charset=utf-8"), ("xlsx", None)])
def test_export_holds_what_the_list_shows_and_no_formula(kind, type_, office):
    EmployeeFactory(name="Ratna Sari", title_after="=1+1")
    EmployeeFactory(name="Budi")
    response = office.get(reverse("admin:employees_employee_export", args=[kind]) + "?q=ratna")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response["Content-Type"] == type_ or kind == "xlsx"
    sheet = read(io.BytesIO(content), len(content))
    assert [line[1:4] for _number, line in sheet.rows] == [["Ratna Sari", "", "=1+1"]]
    assert kind == "xlsx" or b"'=1+1" in content


def test_export_with_a_broken_filter_goes_back_to_the_list(office):
    response = office.get(reverse("admin:employees_employee_export", args=["csv"]) + "?is_active__exact=x")
    assert (response.status_code, response["Location"]) == (302, LIST)


def test_units_page_imports_and_exports(office):
    address = reverse("admin:employees_orgunit_import")
    content = "".join(write_csv(["kode", "nama", "kode_induk"], [["A", "Kepala", ""], ["B", "Deputi", "A"]]))
    token = office.post(address, upload(content)).context["token"]
    office.post(address, {"token": token})
    assert OrgUnit.objects.get(code="B").parent.code == "A"
    response = office.get(reverse("admin:employees_orgunit_export", args=["csv"]))
    assert b"B;Deputi;;A;WIB;ya" in b"".join(response.streaming_content)


def test_import_pages_by_others_are_closed(enter):
    browser = enter(EmployeeFactory())
    assert browser.post(IMPORT, upload(TABLE)).status_code == 302
    assert browser.get(reverse("admin:employees_employee_export", args=["csv"])).status_code == 302


def test_export_as_something_else_is_not_found(office):
    assert office.get(f"{LIST}ekspor/pdf/").status_code == 404
