"""Fixtures that every test may use."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import TransactionTestCase

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, 09.00 WIB


@pytest.fixture
def now() -> datetime:
    """The moment the tests' stories happen: Tuesday 24 November 2026, 09.00 WIB."""
    return NOW


@pytest.fixture(scope="session", autouse=True)
def _flush_append_only_tables_on_sqlite():
    """TransactionTestCase empties tables by DELETE on SQLite, which append-only triggers refuse: lift them then."""
    teardown = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        if connection.vendor != "sqlite":
            return teardown(self)
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%append_only%'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            try:
                teardown(self)
            finally:
                for _name, sql in triggers:
                    cursor.execute(sql)
        return None

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = teardown
