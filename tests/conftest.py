"""Fixtures that every test may use."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings

from bkn_portal.competencies import dictionary
from bkn_portal.hours import rulebook
from coaching import lists
from tests import factories

pytest_plugins = ["tests.plugins.https", "tests.plugins.left_out", "tests.plugins.loopback", "tests.plugins.read_only"]
english = import_module("bkn_portal.competencies.migrations.0004_english_dictionary")
settings.register_profile("portal", deadline=None)  # no test is timed
settings.load_profile("portal")
NUMBERED = [one for name, one in vars(factories).items() if name.endswith("Factory")]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, 09.00 WIB


@pytest.fixture
def now() -> datetime:
    """The moment the tests' stories happen: Tuesday 24 November 2026, 09.00 WIB."""
    return NOW


@pytest.fixture(scope="module", autouse=True)
def _count_from_zero():
    """Each module's objects are numbered from zero: a made NIP never meets one that a test chose (1001 and up)."""
    for factory in NUMBERED:
        factory.reset_sequence(0)


@pytest.fixture(scope="session", autouse=True)
def _keep_reference_data():
    """TransactionTestCase empties every table; what migrations put there must stand again for the next test."""
    teardown = TransactionTestCase._fixture_teardown

    def and_reload(self):
        teardown(self)
        for reference_data in (dictionary, rulebook):
            reference_data.load(apps)
        english.load(apps, None)
        lists.load_themes(apps)
        lists.load_lengths(apps)

    TransactionTestCase._fixture_teardown = and_reload
    yield
    TransactionTestCase._fixture_teardown = teardown


@pytest.fixture(scope="session", autouse=True)
def _flush_append_only_tables_on_sqlite(_keep_reference_data):
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
