"""Tests that need PostgreSQL, Redis or Chromium are left out where these are missing, and the run says so.

TEST_REQUIRE=browser,postgres,redis (CI sets it) turns a missing one into a failure of the whole run.
"""

import os
import shutil
from collections import Counter

import pytest
from django.conf import settings

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
WHY = {
    "postgres": "no PostgreSQL: set TEST_DATABASE_URL, for example postgres:///portal_test",
    "redis": "no Redis: set TEST_REDIS_URL, for example redis://127.0.0.1:6379/8",
    "browser": "no Chromium on the PATH: install it (Debian: apt install chromium)",
    "sqlite": "they are about SQLite, and this run is on PostgreSQL",
}


def chromium_path() -> str | None:
    """The installed Chromium's program, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def missing() -> set[str]:
    """The marks whose tests this run must leave out."""
    on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    here = {
        "postgres": on_postgres,
        "sqlite": not on_postgres,
        "redis": bool(os.environ.get("TEST_REDIS_URL")),
        "browser": chromium_path() is not None,
    }
    return {mark for mark, is_here in here.items() if not is_here}


def pytest_configure(config: pytest.Config) -> None:
    required = {name for name in os.environ.get("TEST_REQUIRE", "").split(",") if name}
    for mark in sorted(required & missing()):
        raise pytest.UsageError(f"TEST_REQUIRE asks for {mark}, but there is {WHY[mark]}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    absent = missing()
    for item in items:
        for mark in sorted(absent & {marker.name for marker in item.iter_markers()}):
            item.add_marker(pytest.mark.skip(reason=WHY[mark]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped"))
    for reason, number in sorted(reasons.items()):
        terminalreporter.write_line(f"Left out {number} {'test' if number == 1 else 'tests'}: {reason}.")
