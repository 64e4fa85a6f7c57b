"""Rules about our stylesheet, script and components."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from bkn_portal.home.gallery import GalleryForm

TEMPLATES = Path(settings.BASE_DIR, "templates")
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
FRAME = {"htmx.html", "messages.html", "year_ring.html", "year_sentence.html"}  # stand on pages, not in the gallery


def css(name: str) -> str:
    return Path(settings.BASE_DIR, "static", name).read_text()


def tokens(sheet: str, selector: str) -> dict[str, str]:
    """The custom properties of one rule."""
    body = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", sheet)[1]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", body))


@pytest.mark.parametrize(
    ("name", "dark", "auto"),
    [
        ("portal.css", '[data-bs-theme="dark"]', '[data-bs-theme="auto"]'),
        ("admin-portal.css", ":root:has(body.theme-dark)", ":root:has(body.theme-auto)"),
    ],
)
def test_dark_colours_are_equal_by_choice_and_by_system(name, dark, auto):
    assert tokens(css(name), dark) == tokens(css(name), auto) != {}


def test_each_colour_of_the_light_theme_has_a_dark_one():
    sheet = css("portal.css")
    assert set(tokens(sheet, ":root")) == set(tokens(sheet, '[data-bs-theme="dark"]'))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_PAIRS = [
    *[(name, f"{name}-soft") for name in ("nila", "coaching", "mentoring", "mandiri", "ok", "warn", "bad")],
    *[(ink, ground) for ink in ("ink", "ink-2") for ground in ("paper", "ground")],
    *[("ink", f"{name}-soft") for name in ("nila", "ok", "warn", "bad")],
    ("on-nila", "nila"),
    ("bad", "paper"),
    ("nila", "paper"),
]


@pytest.mark.parametrize("selector", [":root", '[data-bs-theme="dark"]'])
def test_words_stand_out_at_4_5_to_1_and_controls_at_3_to_1(selector):
    colours = tokens(css("portal.css"), selector)
    weak = [
        (one, other)
        for least, pairs in ((4.5, TEXT_PAIRS), (3, [("control", "paper"), ("control", "ground")]))
        for one, other in pairs
        if contrast(colours[f"--{one}"], colours[f"--{other}"]) < least
    ]
    assert weak == []


def test_script_has_less_than_300_lines_and_no_evaluated_code():
    script = css("portal.js")
    assert len(script.splitlines()) < 300
    assert re.findall(r"\beval\(|new Function|innerHTML|\.style\b", script) == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_begins_with_its_parameters(name):
    assert (TEMPLATES / "components" / name).read_text().startswith("{% comment %}")


def test_gallery_shows_every_component():
    shown, waiting = set(FRAME), ["home/gallery.html", "base.html", "bootstrap5/errors.html"]
    while waiting:
        source = (TEMPLATES / waiting.pop()).read_text()
        fresh = set(re.findall(r'include "components/([\w]+\.html)"', source)) - shown
        shown |= fresh
        waiting += [f"components/{name}" for name in fresh]
    assert set(COMPONENTS) - shown == set()


def test_gallery_form_has_each_kind_of_field():
    assert len({type(field) for field in GalleryForm().fields.values()}) == 4


def test_first_view_weighs_less_than_110_kilobytes_on_the_wire():
    """Brotli for text, the font as it is; 8 KB are left for the page itself."""
    names = ["bootstrap/css/bootstrap.min.css", "portal.css", "portal.js", "img/kawung.svg", "img/favicon.svg"]
    text = sum(len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in names)
    font = Path(finders.find("fonts/plus-jakarta-sans-latin-wght-normal.woff2")).stat().st_size
    htmx = len(brotli.compress(Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()))
    assert text + font + htmx + 8_000 < 110_000
