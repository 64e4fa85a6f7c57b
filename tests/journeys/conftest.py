"""A real browser for the stories: Debian's Chromium, driven by Playwright, against Django's live server.

Every page fails its test when the browser reports an error: a refused inline script or style (CSP), a JavaScript
error, a missing file, an answer of 500.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, Response, sync_playwright

from bkn_portal.employees.models import Employee

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = """async rules => {
  const results = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return results.violations.flatMap(
    ({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}"""


class Watch:
    """What the browser complained about while it showed one page."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._response)

    def _console(self, kind: str, text: str) -> None:
        # Chromium prints an error for each answer of 4xx, also for the form that was refused on purpose.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    def _response(self, response: Response) -> None:
        document = response.request.resource_type in ("document", "xhr", "fetch")
        if response.status >= (500 if document else 400):
            self.complaints.append(f"{response.status} {response.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all stories; the tests are left out where there is none."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    # Playwright's sync API runs an event loop in this thread, which makes Django refuse its ORM, and gives this thread
    # another database connection as long as it runs: neither may be left open when the test database is dropped.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    connections.close_all()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def settled(live_server) -> Iterator[Callable[[], None]]:
    """`settled()` waits until the server has answered what it was asked, also what the browser no longer waits for.

    A request still under way would meet the emptying of the tables after the test, and PostgreSQL would end one.
    """
    asked: set[int] = set()
    begin = partial(_begin, asked)
    end = partial(_end, asked)
    request_started.connect(begin)
    request_finished.connect(end)
    yield partial(_wait_for_none, asked)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def _begin(asked: set[int], **_kwargs: object) -> None:
    asked.add(threading.get_ident())


def _end(asked: set[int], **_kwargs: object) -> None:
    asked.discard(threading.get_ident())


def _wait_for_none(asked: set[int]) -> None:
    for _turn in range(100):
        if not asked:
            return
        time.sleep(0.1)


@pytest.fixture
def new_page(browser: Browser, live_server, settled) -> Iterator[Callable[..., Page]]:
    """`new_page(width=1280, **context options)`: a page in a fresh profile; addresses are relative to the server.

    `beside=page` opens another window of that page's profile instead.
    """
    opened: list[tuple[Page, Watch]] = []

    def make(width: int = 1280, beside: Page | None = None, **options) -> Page:
        context = (
            beside.context
            if beside
            else browser.new_context(
                base_url=live_server.url,
                locale="id-ID",
                timezone_id="Asia/Jakarta",
                viewport={"width": width, "height": 900},
                reduced_motion="reduce",  # or what was scrolled to, and its colours, are still on their way
                **options,
            )
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.watch = Watch(page)
        opened.append((page, page.watch))
        return page

    yield make
    for page, _watch in opened:
        page.context.close()
    settled()
    assert [complaint for _page, watch in opened for complaint in watch.complaints] == []


@pytest.fixture
def clock(now):
    """The clock begins at `now` and goes on; `clock.move_to(moment)` lets time pass."""
    with time_machine.travel(now, tick=True) as traveller:
        yield traveller


@pytest.fixture
def page(new_page) -> Page:
    """A wide page with JavaScript, light."""
    return new_page()


@pytest.fixture
def sign_in(live_server) -> Callable[[Page, Employee], None]:
    """`sign_in(page, employee)`: gives the browser a session of the employee, without the sign-in page."""

    def enter(page: Page, employee: Employee) -> None:
        client = Client()
        client.force_login(employee)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
        )

    return enter


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: fails with the list of accessibility findings (WCAG 2.2 A and AA, and good practice)."""

    def check(page: Page, rules: list[str] = RULES) -> None:
        page.wait_for_load_state()
        before = list(page.watch.complaints)
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        findings = page.evaluate(FIND, rules)
        page.watch.complaints[:] = before  # axe probes in ways that the CSP refuses: not the page's fault
        assert findings == [], page.url

    return check


@pytest.fixture
def axe_in_both_colours(axe) -> Callable[[Page], None]:
    """`axe_in_both_colours(page)`: as `axe` in the light, then what the dark can change, and light again."""

    def check(page: Page) -> None:
        axe(page)
        page.emulate_media(color_scheme="dark")
        axe(page, COLOUR_RULES)
        page.emulate_media(color_scheme="light")

    return check
