"""The whole demo, loaded once a module and rolled back after it."""

import pytest
from django.db import transaction

from bkn_portal.demo.actions import load_demo
from tests.conftest import NOW


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Everyone whom load_demo made at NOW."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(now=NOW)
        transaction.set_rollback(True)
