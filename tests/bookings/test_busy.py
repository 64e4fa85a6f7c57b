"""What a calendar file says about when somebody is busy: RFC 5545 as people's programs write it."""

from datetime import UTC, datetime
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from bkn_portal.bookings import busy
from bkn_portal.bookings.busy import UnreadableCalendar, busy_times
from bkn_portal.core.periods import Period
from tests.bookings.ical import calendar_of

SPAN = Period(datetime(2026, 11, 24, 2, tzinfo=UTC), datetime(2027, 1, 19, 2, tzinfo=UTC))  # from Tuesday 09.00 WIB
HOUR = "DTSTART;TZID=Asia/Jakarta:20261125T090000\nDTEND;TZID=Asia/Jakarta:20261125T100000"


def _read(*events, zone="Asia/Jakarta"):
    """Begin and end as “25-11 02:00–03:00” in UTC."""
    found = busy_times(calendar_of(*events), span=SPAN, zone=zone)
    return [f"{each.start.astimezone(UTC):%d-%m %H:%M}–{each.end.astimezone(UTC):%H:%M}" for each in found]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (HOUR, ["25-11 02:00–03:00"]),
        ("DTSTART:20261125T020000Z\nDURATION:PT45M", ["25-11 02:00–02:45"]),
        ("DTSTART:20261125T090000\nDTEND:20261125T100000", ["25-11 02:00–03:00"]),  # the owner's clock
        ("DTSTART;TZID=SE Asia Standard Time:20261125T090000\nDURATION:PT1H", ["25-11 02:00–03:00"]),
        ("DTSTART;TZID=Nowhere/City:20261125T090000\nDURATION:PT1H", ["25-11 02:00–03:00"]),
        ("DTSTART;VALUE=DATE:20261125", ["24-11 17:00–17:00"]),
        ("DTSTART;VALUE=DATE:20261125\nDTEND;VALUE=DATE:20261127", ["24-11 17:00–17:00"]),
        ("DTSTART:20261124T010000Z\nDTEND:20261124T030000Z", ["24-11 02:00–03:00"]),  # what is over is cut off
        ("DTSTART:20261123T010000Z\nDTEND:20261123T030000Z", []),
        ("DTSTART:20270119T020000Z\nDTEND:20270119T030000Z", []),
        ("DTSTART:20261125T020000Z", []),  # a moment takes no time
        (f"{HOUR}\nSTATUS:CONFIRMED\nTRANSP:OPAQUE", ["25-11 02:00–03:00"]),
        (f"{HOUR}\nSTATUS:TENTATIVE", ["25-11 02:00–03:00"]),
        (f"{HOUR}\nSTATUS:CANCELLED", []),
        (f"{HOUR}\nTRANSP:TRANSPARENT", []),
        (f"{HOUR}\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        (f"{HOUR}\nX-MICROSOFT-CDO-BUSYSTATUS:OOF", ["25-11 02:00–03:00"]),
    ],
)
def test_entry_takes_the_time_that_it_says(event, expected):
    assert _read(event) == expected


def test_entry_of_whole_days_lies_where_the_owner_lives():
    assert _read("DTSTART;VALUE=DATE:20261125", zone="Asia/Jayapura") == ["24-11 15:00–15:00"]
    assert _read("DTSTART:20261125T090000\nDURATION:PT1H", zone="Asia/Jayapura") == ["25-11 00:00–01:00"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3", ["25-11", "02-12", "09-12"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261202T020000Z", ["25-11", "02-12"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261202T015959Z", ["25-11"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261202", ["25-11", "02-12"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=WE,FR;UNTIL=20261203T000000Z", ["25-11", "27-11", "02-12"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1WE", ["25-11", "30-12"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Asia/Jakarta:20261202T090000", ["25-11", "09-12"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261202T020000Z,20261209T020000Z", ["25-11"]),
        ("RDATE;TZID=Asia/Jakarta:20261127T090000", ["25-11", "27-11"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2", ["25-11", "09-12", "23-12", "06-01"]),
        ("RRULE:FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=25", ["25-11"]),
        ("RRULE:FREQ=DAILY;INTERVAL=20", ["25-11", "15-12", "04-01"]),
        ("RRULE:FREQ=DAILY;INTERVAL=0", ["25-11"]),  # for ever at one place
        ("RRULE:FREQ=HOURLY", ["25-11"]),  # nobody's calendar, but somebody's attack
        ("RRULE:FREQ=WEEKLY;BYDAY=XX", ["25-11"]),
    ],
)
def test_series_takes_each_of_its_times(rule, expected):
    assert _read(f"UID:a\n{HOUR}\n{rule}") == [f"{day} 02:00–03:00" for day in expected]


def test_series_keeps_the_wall_clock_of_its_zone():
    berlin = "DTSTART;TZID=Europe/Berlin:20261020T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20261130T000000Z"
    assert _read(berlin) == ["24-11 09:00–10:00"]  # 08.00 UTC in October


def test_changed_occurrence_takes_the_place_of_the_one_of_the_series():
    series = f"UID:a\n{HOUR}\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = "UID:a\nRECURRENCE-ID;TZID=Asia/Jakarta:20261202T090000\nDTSTART:20261203T050000Z\nDURATION:PT1H"
    off = "UID:a\nRECURRENCE-ID:20261209T020000Z\nDTSTART:20261209T020000Z\nDURATION:PT1H\nSTATUS:CANCELLED"
    other = "UID:b\nRECURRENCE-ID:20261125T020000Z\nDTSTART:20261130T020000Z\nDURATION:PT1H"
    expected = ["25-11 02:00–03:00", "30-11 02:00–03:00", "03-12 05:00–06:00"]
    assert _read(moved, series, off, other) == expected


def test_times_that_touch_are_one(settings):
    second = "DTSTART:20261125T030000Z\nDTEND:20261125T040000Z"
    third = "DTSTART:20261125T033000Z\nDTEND:20261125T035000Z"
    assert _read(HOUR, second, third) == ["25-11 02:00–04:00"]


def test_appointment_of_the_portal_itself_is_left_out(settings):
    settings.SITE_URL = "https://portal.example.go.id"
    assert _read(f"UID:coaching.session-7@portal.example.go.id\n{HOUR}") == []
    assert _read(f"UID:coaching.session-7@elsewhere.example\n{HOUR}") == ["25-11 02:00–03:00"]


def test_free_busy_of_a_server_is_read_too():
    lines = [
        "FREEBUSY;FBTYPE=BUSY:20261125T020000Z/PT1H,20261126T020000Z/20261126T030000Z",
        "FREEBUSY:20261127T020000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20261128T020000Z/PT1H",
    ]
    content = calendar_of("\n".join(lines), name="VFREEBUSY")
    found = busy_times(content, span=SPAN, zone="Asia/Jakarta")
    assert [f"{each.start:%d-%m}" for each in found] == ["25-11", "26-11", "27-11"]


@pytest.mark.parametrize(
    "broken",
    [
        "SUMMARY:no start", "DTSTART:nonsense\nDURATION:PT1H", "DTSTART:20261125T030000Z\nDTEND:20261125T020000Z",
        "DTSTART:20261125T030000Z\nDTEND;VALUE=DATE:20261120", "DTSTART:99991231T230000Z\nDURATION:P900D",
        "DTSTART:20261125T030000Z\nDTSTART:20261125T040000Z\nDURATION:PT1H", f"RECURRENCE-ID:x\n{HOUR}\nDTEND:x",
        "DTSTART:00010101T000000\nDURATION:PT1H\nRRULE:FREQ=YEARLY",
    ],
)  # fmt: skip
def test_broken_entry_is_left_out_and_the_rest_is_read(broken):
    assert "27-11 02:00–03:00" in _read(broken, "DTSTART:20261127T020000Z\nDURATION:PT1H")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<html>Sign in</html>", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", calendar_of(HOUR)[:-20], b"END:VCALENDAR",
        b"\xff\xfe\x00END:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VCALENDAR",
    ],
)  # fmt: skip
def test_file_that_is_no_whole_calendar_is_refused(content):
    with pytest.raises(UnreadableCalendar):
        busy_times(content, span=SPAN, zone="Asia/Jakarta")


def test_calendar_without_entries_leaves_all_free():
    assert _read() == []


def test_calendar_that_takes_for_ever_is_refused(monkeypatch):
    monkeypatch.setattr(busy, "SECONDS", 0.2)
    endless = f"UID:a\n{HOUR}\nRRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,10,20,30,40,50"
    slow = [endless.replace("UID:a", f"UID:{number}").replace("2026", "2001") for number in range(50)]
    with pytest.raises(UnreadableCalendar):
        _read(*slow)


YEARS = "DTSTART:{}0301T020000Z\nDURATION:PT1H\nRRULE:FREQ={}"


@pytest.mark.parametrize(
    ("event", "days"),
    [
        (YEARS.format(2026, "YEARLY;BYMONTH=2;BYMONTHDAY=30"), 2 * 365),
        (YEARS.format(1604, "YEARLY;BYMONTH=2;BYMONTHDAY=30"), 425 * 365),
        (YEARS.format(2026, "YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20260401T000000Z"), 2 * 365),
        (YEARS.format(2026, "MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=4"), 3 * 28),
        (YEARS.format(2026, "WEEKLY;BYDAY=SU;BYSETPOS=9"), 99 * 7),
        (YEARS.format(2026, "DAILY;BYMONTH=2;BYMONTHDAY=31"), 691),
    ],
)
def test_rule_that_never_occurs_is_looked_for_until_the_span_ends(event, days):
    """Not until the year 9999."""
    reading = busy._Reading(SPAN, ZoneInfo("Asia/Jakarta"), monotonic() + busy.SECONDS)
    (calendar,) = busy._parsed(calendar_of(event))
    found = [period for period in busy._of_events(calendar, reading) if period.overlaps(SPAN)]
    assert (found, reading.days) == ([], days)


def test_calendar_whose_rules_look_at_too_many_days_is_refused(monkeypatch):
    never = [f"UID:{number}\n" + YEARS.format(2026, "YEARLY;BYMONTH=2;BYMONTHDAY=30") for number in range(5)]
    monkeypatch.setattr(busy, "MOST_DAYS", 5 * 2 * 365)
    assert _read(HOUR, *never) == ["25-11 02:00–03:00"]
    monkeypatch.setattr(busy, "MOST_DAYS", 5 * 2 * 365 - 1)
    with pytest.raises(UnreadableCalendar):
        _read(HOUR, *never)


def test_calendar_of_too_many_times_is_refused(monkeypatch):
    monkeypatch.setattr(busy, "MOST", 3)
    with pytest.raises(UnreadableCalendar):
        _read(f"{HOUR}\nRRULE:FREQ=DAILY")
