"""A calendar elsewhere: subscribed, read over real https, left; its address stays a secret."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from bkn_portal.audit.models import Event
from bkn_portal.bookings.actions import busy, leave_calendar, read_calendars, subscribe_calendar
from bkn_portal.bookings.models import BusyCalendar, BusyTime
from bkn_portal.bookings.tasks import read_calendars as read_task
from bkn_portal.core.errors import AccessDenied, DomainError
from bkn_portal.employees.actions import deactivate_employee
from tests.bookings.ical import calendar_of
from tests.factories import BusyCalendarFactory, BusyTimeFactory, EmployeeFactory

WEDNESDAY = "DTSTART:20261125T030000Z\nDTEND:20261125T040000Z\nSUMMARY:Operasi gigi"
THURSDAY = "DTSTART:20261126T030000Z\nDTEND:20261126T040000Z"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PATH = "/private-Rahasia7/basic.ics"


@pytest.fixture(autouse=True)
def _reach(settings, site):
    settings.FETCH_NETWORKS, settings.FETCH_PORTS = ["127.0.0.0/8"], [site.port]
    settings.FETCH_CA_FILE = site.ca_file


@pytest.fixture
def calendar(db, site, now):
    """Not read yet."""
    site.serve(PATH, calendar_of(WEDNESDAY), ETag='"v1"', Last_Modified="Tue, 24 Nov 2026 01:00:00 GMT")
    return subscribe_calendar(address=site.address(PATH), by=EmployeeFactory(), now=now)


def _read_at(moment):
    with time_machine.travel(moment, tick=False):
        return read_calendars(now=moment)


def _times():
    return [f"{each.start.astimezone(UTC):%d-%m %H:%M}" for each in BusyTime.objects.all()]


def test_calendar_is_read_and_only_times_are_kept(calendar, now):
    assert (_read_at(now), _read_at(now)) == (1, 0)
    calendar.refresh_from_db()
    assert _times() == ["25-11 03:00"]
    assert (calendar.read_at, calendar.next_try_at, calendar.fault, calendar.etag) == (now, now + HOUR, "", '"v1"')
    assert {field.name for field in BusyTime._meta.fields} == {"id", "calendar", "start", "end"}


def test_calendar_that_did_not_change_is_asked_for_by_its_tags(calendar, site, now):
    _read_at(now)
    site.serve(PATH, status=304)
    assert _read_at(now + HOUR) == 1
    told = site.asked[-1][1]
    assert (told["if-none-match"], told["if-modified-since"]) == ('"v1"', "Tue, 24 Nov 2026 01:00:00 GMT")
    calendar.refresh_from_db()
    assert (_times(), calendar.read_at) == (["25-11 03:00"], now + HOUR)


def test_calendar_is_read_in_whole_once_a_week(calendar, site, now):
    _read_at(now)
    whole = site.replies[PATH]
    site.serve(PATH, status=304)
    _read_at(now + 6 * DAY)
    site.replies[PATH] = whole
    _read_at(now + 7 * DAY)
    assert ["if-none-match" in headers for _path, headers in site.asked] == [False, True, False]
    calendar.refresh_from_db()
    assert calendar.known_until == now + timedelta(days=63)


def test_calendar_that_changed_replaces_its_times(calendar, site, now):
    _read_at(now)
    site.serve(PATH, calendar_of(THURSDAY), ETag="x" * 500)
    _read_at(now + HOUR)
    calendar.refresh_from_db()
    assert (_times(), calendar.etag, calendar.last_modified) == (["26-11 03:00"], "", "")


@pytest.mark.parametrize(
    ("content", "status", "fault"), [(b"", 404, "refused"), (b"<html>", 200, "unreadable"), (b"x", 500, "refused")]
)
def test_calendar_that_fails_keeps_its_times_and_says_why(calendar, site, now, caplog, content, status, fault):
    _read_at(now)
    site.serve(PATH, content, status=status)
    with caplog.at_level(logging.DEBUG):
        _read_at(now + HOUR)
        _read_at(now + 2 * HOUR)
    calendar.refresh_from_db()
    assert (_times(), calendar.fault, calendar.failing_since) == (["25-11 03:00"], fault, now + HOUR)
    assert ("Rahasia7" in caplog.text, f"busy calendar {calendar.pk}: {fault}" in caplog.text) == (False, True)
    site.serve(PATH, calendar_of(THURSDAY))
    _read_at(now + 3 * HOUR)
    calendar.refresh_from_db()
    assert (_times(), calendar.fault, calendar.failing_since) == (["26-11 03:00"], "", None)


def test_calendar_that_has_failed_for_days_is_tried_once_a_day(calendar, now):
    long_ago = now - timedelta(days=3)
    BusyCalendar.objects.update(failing_since=long_ago, fault="refused")
    _read_at(now)
    calendar.refresh_from_db()
    assert calendar.next_try_at == now + DAY


def test_calendar_at_an_inner_address_is_not_asked(site, now, settings, db):
    settings.FETCH_NETWORKS = []
    site.serve(PATH, calendar_of(WEDNESDAY))
    subscribe_calendar(address=site.address(PATH), by=EmployeeFactory(), now=now)
    _read_at(now)
    assert (site.asked, BusyCalendar.objects.get().fault) == ([], "not_allowed")


@pytest.mark.parametrize("change", ["left", "another address"])
def test_calendar_that_changes_while_it_is_read_stores_nothing(calendar, now, change):
    with time_machine.travel(now, tick=False):
        assert busy._claim(calendar, now=now) is True
        if change == "left":
            leave_calendar(by=calendar.person, now=now)
        else:
            subscribe_calendar(address="https://other.example.org/x.ics", by=calendar.person, now=now)
        busy._read(calendar)
    assert (BusyCalendar.objects.exclude(read_at=None).count(), BusyTime.objects.count()) == (0, 0)


def test_calendar_is_claimed_by_one_sweep_only(calendar, now):
    first, second = BusyCalendar.objects.get(), BusyCalendar.objects.get()
    assert [busy._claim(each, now=now) for each in (first, second)] == [True, False]


def test_calendar_that_breaks_the_parser_does_not_stop_the_others(calendar, site, now, caplog):
    deep = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 3000 + b"END:VEVENT\r\n" * 3000 + b"END:VCALENDAR\r\n"
    site.serve("/deep", deep)
    broken = subscribe_calendar(address=site.address("/deep"), by=EmployeeFactory(), now=now - HOUR)
    assert _read_at(now) == 2
    broken.refresh_from_db()
    assert (_times(), BusyTime.objects.filter(calendar=broken).count()) == (["25-11 03:00"], 0)


def test_sweep_reads_a_constant_number_of_queries_a_calendar(calendar, site, now, django_assert_num_queries):
    """Find, claim, store and replace, and once more to find that nothing is left."""
    with time_machine.travel(now, tick=False), django_assert_num_queries(8):
        read_calendars(now=now)


def test_task_reads_what_is_due(calendar, now):
    with time_machine.travel(now, tick=False):
        read_task()
    assert _times() == ["25-11 03:00"]


def test_portal_that_is_told_not_to_read_asks_nobody(calendar, site, now, settings):
    settings.BUSY_CALENDARS = False
    assert (_read_at(now), site.asked) == (0, [])
    with pytest.raises(DomainError, match="tidak membaca kalender"):
        subscribe_calendar(address=site.address(PATH), by=EmployeeFactory(), now=now)


def test_calendar_subscribed_anew_forgets_the_one_before(calendar, now):
    _read_at(now)
    subscribe_calendar(address="https://other.example.org/x.ics", by=calendar.person, now=now)
    found = BusyCalendar.objects.get()
    assert (found.host, found.read_at, BusyTime.objects.count()) == ("other.example.org", None, 0)


def test_calendar_that_is_left_takes_its_times_along(calendar, now):
    _read_at(now)
    leave_calendar(by=calendar.person, now=now)
    leave_calendar(by=calendar.person, now=now)
    assert (BusyCalendar.objects.count(), BusyTime.objects.count()) == (0, 0)
    kinds = ["bookings.calendar.subscribed", "bookings.calendar.left"]
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == kinds


def test_calendar_of_somebody_who_leaves_is_forgotten(calendar, now):
    _read_at(now)
    deactivate_employee(employee=calendar.person, by=EmployeeFactory(is_hr_admin=True), now=now)
    assert (BusyCalendar.objects.count(), BusyTime.objects.count()) == (0, 0)


def test_calendar_of_somebody_who_left_is_not_subscribed(db, now):
    with pytest.raises(AccessDenied):
        subscribe_calendar(
            address="https://x.example.org/", by=EmployeeFactory(is_active=False, deactivated_at=now), now=now
        )


def test_address_stands_readable_in_no_column(calendar):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bookings_busycalendar")
        stored = str(cursor.fetchall())
    told = str(list(Event.objects.values()))
    assert ("Rahasia7" in stored, "Rahasia7" in told, "Rahasia7" in str(calendar)) == (False, False, False)
    assert BusyCalendar.objects.get().address.endswith(PATH)


@pytest.mark.parametrize(
    "fields", [{"fault": "refused"}, {"failing_since": datetime(2026, 11, 1, tzinfo=UTC)}, {"fault": "x"}]
)
def test_calendar_with_half_a_fault_is_refused_by_the_database(db, fields):
    row = BusyCalendarFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BusyCalendar.objects.filter(pk=row.pk).update(**fields)


def test_calendar_with_half_a_fault_is_explained(db):
    row = BusyCalendarFactory()
    row.fault = "refused"
    with pytest.raises(ValidationError, match="Kendala punya saat mulai"):
        row.validate_constraints()


def test_busy_time_that_ends_before_it_begins_is_refused_and_explained(db):
    row = BusyTimeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BusyTime.objects.filter(pk=row.pk).update(end=row.start)
    row.end = row.start
    with pytest.raises(ValidationError, match="Jam terisi berakhir setelah dimulai"):
        row.validate_constraints()
