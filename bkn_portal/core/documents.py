"""PDF documents of the portal: A4, the portal's own font embedded, one look.

Documents are drawn from what is stored and dated by it, so the same row gives the same text however often it is
downloaded. The font is the one the pages use: a variable woff2, of which two weights are made once and kept in var/.
"""

import os
import tempfile
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import segno
from django.conf import settings
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from fpdf import FPDF

FONT = settings.BASE_DIR / "static" / "fonts" / "plus-jakarta-sans-latin-wght-normal.woff2"
FAMILY = "jakarta"
WEIGHTS = {"": 400, "B": 700}
INK, QUIET, BRAND = (27, 34, 48), (84, 94, 112), (20, 83, 136)
MARGIN = 20  # mm


def font_of_weight(weight: int) -> Path:
    """A TrueType file of one weight, made at the first call (0.4 s) and shared by all processes."""
    path = settings.VAR_DIR / "fonts" / f"{FONT.stem}-{weight}.ttf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file, TTFont(FONT) as variable:
            instance = instantiateVariableFont(variable, {"wght": weight}, inplace=True)
            instance.flavor = None
            instance.save(file)
        os.replace(unfinished, path)
    return path


class PortalDocument(FPDF):
    """A document that grows downwards from the top margin. Lengths are in mm, sizes of letters in points."""

    def __init__(self, *, title: str, made_at: datetime, language: str, landscape: bool = False) -> None:
        super().__init__(orientation="landscape" if landscape else "portrait", format="A4")
        for style, weight in WEIGHTS.items():
            self.add_font(FAMILY, style, font_of_weight(weight))
        self.known = self.fonts[FAMILY].cmap.keys()
        self.set_margin(MARGIN)
        self.set_title(title)
        self.set_lang(language)
        self.set_creation_date(made_at)
        self.add_page()

    def printable(self, text: str) -> str:
        """The text in letters the font has: an accent it lacks is dropped, any other sign becomes a question mark."""
        return "".join(self._letter(letter) for letter in unicodedata.normalize("NFC", text))

    def _letter(self, letter: str) -> str:
        if ord(letter) in self.known:
            return letter
        base = unicodedata.normalize("NFKD", letter)[:1]
        return base if base and ord(base) in self.known else "?"

    def line_of(
        self, text: str, *, size: float = 10, bold: bool = False, colour: tuple[int, int, int] = INK, align: str = "L"
    ) -> None:
        """A paragraph over the whole width, broken where it must be."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, self.printable(text), align=align, new_x="LMARGIN", new_y="NEXT")

    def gap(self, height: float) -> None:
        self.set_y(self.get_y() + height)

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Terms above their descriptions, side by side over the whole width, each as wide as its words need."""
        top, left = self.get_y(), self.l_margin
        needed = [self._width_of(fact) for fact in facts]
        spare = (self.epw - sum(needed)) / len(facts)
        for (term, description), width in zip(facts, needed, strict=True):
            for text, bold, colour, down in ((term, False, QUIET, 0), (description, True, INK, 5)):
                self.set_xy(left, top + down)
                self._set_fact_font(bold=bold)
                self.set_text_color(*colour)
                self.multi_cell(width + spare, 5.5, self.printable(text), align="C")
            left += width + spare
        self.set_xy(self.l_margin, top + 14)

    def _set_fact_font(self, *, bold: bool) -> None:
        self.set_font(FAMILY, "B" if bold else "", 11 if bold else 9)

    def _width_of(self, fact: tuple[str, str]) -> float:
        widths = []
        for text, bold in zip(fact, (False, True), strict=True):
            self._set_fact_font(bold=bold)
            widths.append(self.get_string_width(self.printable(text)))
        return max(widths) + 4

    def frame(self) -> None:
        """A thin line around the page."""
        self.set_draw_color(*BRAND)
        self.set_line_width(0.8)
        self.rect(10, 10, self.w - 20, self.h - 20)

    def qr(self, content: str, *, x: float, y: float, side: float) -> None:
        """A QR code drawn as squares: sharp at any size, and no picture to embed."""
        rows = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
        module = side / len(rows)
        self.set_fill_color(0, 0, 0)
        for down, row in enumerate(rows):
            for along, dark in enumerate(row):
                if dark:
                    self.rect(x + along * module, y + down * module, module, module, style="F")

    def finish(self) -> bytes:
        return bytes(self.output())
