"""Takes screenshots of a running demo: `python scripts/screenshots.py` for the README, `--all` for every page.

Needs the development requirements, a Chromium, and the portal running (`make run`). `--all` follows the links of each
member of the cast, one page of each kind, wide and narrow, light and dark, into var/screenshots/; it says which pages
answered with an error, wrote to the console, or are wider than the window.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "img"
EVERYTHING = ROOT / "var" / "screenshots"
CAST = ("coachee", "coach", "mentor", "supervisor", "verifier", "hr_admin", "leader", "pppk", "stranger")
# What the README shows: file, who looks, a page or the text of links to follow from beranda.
README = (
    ("beranda.png", "coachee", ()),
    ("umpan-balik.png", "coach", ("a[href$='/umpan-balik/']",)),
)
WIDTHS = {"lebar": 1280, "sempit": 360}
SCHEMES = {"terang": "light", "gelap": "dark"}
LEFT_OUT = re.compile(r"/(akun/keluar|akun/logout|static|surat|sehat|bahasa|admin/.*/(delete|history))")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or else Playwright's own."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


def open_as(browser: Browser, address: str, member: str, *, width: int = 1280, scheme: str = "light") -> Page:
    """A window in which this member of the cast is signed in; empty: nobody."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="id-ID", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(urljoin(address, "/akun/masuk/"))
    if member:
        page.locator(f"form[action$='/demo/masuk/{member}/'] button").first.click()
        page.wait_for_load_state()
    return page


def kind_of(path: str) -> str:
    """Pages of one kind share this text: numbers do not tell them apart."""
    return re.sub(r"\d+", "0", path)


def links_of(page: Page) -> list[str]:
    """Addresses without query that the page links to."""
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = urlsplit(page.url).netloc
    found = [urlsplit(href) for href in hrefs]
    return [link.path for link in found if link.netloc == here and not LEFT_OUT.search(link.path)]


def walk(page: Page, faults: list[str]) -> list[str]:
    """One path of each kind of page that can be reached by links from where the window is."""
    waiting, seen, paths = [urlsplit(page.url).path], set(), []
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen or (path.count("/admin/") and len(seen) > 120):
            continue
        seen.add(kind_of(path))
        answer = page.goto(urljoin(page.url, path))
        if answer is None or answer.status >= 400:
            faults.append(f"{answer.status if answer else 'no answer'} {path}")
        paths.append(path)
        waiting += links_of(page)
    return paths


def take_everything(browser: Browser, address: str, members: list[str]) -> list[str]:
    """All pages of these people; returns what is wrong with them in words."""
    faults: list[str] = []
    for member in members:
        scout = open_as(browser, address, member)
        paths = walk(scout, faults)
        scout.context.close()
        for size, width in WIDTHS.items():
            for name, scheme in SCHEMES.items():
                page = open_as(browser, address, member, width=width, scheme=scheme)
                page.on("console", lambda message: faults.append(f"console: {message.text}"))
                take_pages(page, paths, EVERYTHING / (member or "tamu") / f"{size}-{name}", faults)
                page.context.close()
    return sorted(set(faults))


def take_pages(page: Page, paths: list[str], folder: Path, faults: list[str]) -> None:
    for path in paths:
        page.goto(urljoin(page.url, path))
        name = kind_of(path).strip("/").replace("/", "_") or "beranda"
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"wider than the window: {folder.name} {path}")


def take_for_readme(browser: Browser, address: str) -> None:
    for name, member, way in README:
        page = open_as(browser, address, member)
        for step in way:
            page.locator(step).first.click()
            page.wait_for_load_state()
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURES / name)
        page.context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="http://localhost:8000", help="where the demo runs")
    parser.add_argument("--all", action="store_true", help="every page of the whole cast")
    parser.add_argument("--only", nargs="+", choices=("", *CAST), default=["", *CAST], help="some of the cast")
    options = parser.parse_args()
    with chromium() as browser:
        if not options.all:
            take_for_readme(browser, options.address)
            return 0
        faults = take_everything(browser, options.address, options.only)
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
