"""What a PDF says can be read back, and what it can't print it does not lose silently."""

import io
from datetime import UTC, datetime

from pypdf import PdfReader

from bkn_portal.core.documents import PortalDocument

MADE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _document():
    return PortalDocument(title="Judul", made_at=MADE, language="id")


def _read(document):
    return PdfReader(io.BytesIO(document.finish()))


def test_document_text_in_both_weights_is_read_back():
    document = _document()
    document.line_of("Ratna Sari, S.Kom. – “baik” · −2", bold=True)
    document.line_of("Lémbar keputusan")
    text = _read(document).pages[0].extract_text()
    assert ("Ratna Sari, S.Kom. – “baik” · −2" in text, "Lémbar keputusan" in text) == (True, True)


def test_document_embeds_its_font_and_tells_title_language_and_time():
    document = _document()
    document.line_of("a")
    reader = _read(document)
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    embedded = ["/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert embedded == [True] * len(fonts)
    assert (reader.metadata.title, reader.metadata.creation_date) == ("Judul", MADE)
    assert reader.trailer["/Root"]["/Lang"] == "id"


def test_document_prints_letters_the_font_lacks_without_their_accent_or_as_a_question_mark():
    document = _document()
    document.line_of("Żelazńy 你 ok")
    assert _read(document).pages[0].extract_text() == "Zelazny ? ok"


def test_document_facts_stand_beside_each_other():
    document = _document()
    document.facts([("Sesi", "3"), ("Waktu", "2,5 jam")])
    text = _read(document).pages[0].extract_text()
    assert [word for word in ("Sesi", "3", "Waktu", "2,5 jam") if word not in text] == []


def test_document_qr_code_is_drawn_without_a_picture():
    document = _document()
    document.qr("https://portal.example/verifikasi/CMB-2026-BCDF-GHJK/", x=20, y=20, side=30)
    page = _read(document).pages[0]
    assert (len(page.images), page.get_contents().get_data().count(b" re f") > 300) == (0, True)
