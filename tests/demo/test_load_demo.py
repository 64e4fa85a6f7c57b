"""The command: what it refuses, and that it tells the same story twice."""

from datetime import UTC, datetime, time
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from bkn_portal.audit.models import Event
from bkn_portal.competencies.models import Competency
from bkn_portal.core.periods import Zone
from bkn_portal.demo.actions import load_demo
from bkn_portal.employees.models import Employee
from bkn_portal.hours.models import HourRule, LedgerEntry
from coaching.models import CoachingSession
from tests.conftest import NOW
from tests.factories import EmployeeFactory

from .digest import database_digest

pytestmark = pytest.mark.django_db


def load(*args: str) -> str:
    out = StringIO()
    call_command("load_demo", *args, stdout=out)
    return out.getvalue()


def test_load_demo_in_production_is_refused(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not the demo"):
        load()
    assert Employee.objects.count() == 0


def test_load_demo_with_data_leaves_them_alone():
    employee = EmployeeFactory()
    assert "nothing loaded" in load()
    assert list(Employee.objects.all()) == [employee]


@time_machine.travel(NOW, tick=False)
def test_load_demo_twice_tells_the_same_story(settings):
    settings.DEMO = False
    load("--force", "a trial", "--reset")  # numbers begin at one, whatever tests ran in this database before
    first, kept = database_digest(), (Competency.objects.count(), HourRule.objects.count())
    EmployeeFactory()
    load("--force", "a trial", "--reset")
    assert database_digest() == first
    assert (Competency.objects.count(), HourRule.objects.count()) == kept
    for model in (Event, LedgerEntry):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.all().delete()


@pytest.mark.parametrize("now", [datetime(2026, 12, 5, 3, tzinfo=UTC), datetime(2027, 1, 4, 1, 30, tzinfo=UTC)])
def test_load_demo_on_a_saturday_or_the_first_days_of_a_year_works(now):
    people = load_demo(now=now)
    upcoming = CoachingSession.objects.upcoming(now).get(engagement__coachee=people.cast["coachee"])
    assert upcoming.start.astimezone(ZoneInfo(Zone.WIB)).time() == time(9)
