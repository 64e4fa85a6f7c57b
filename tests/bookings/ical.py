"""Reads calendars as strictly as clients may: what RFC 5545 and 5546 demand of an event and of a message."""

import re

from icalendar import Calendar, Event

LINE = re.compile(rb"[^\r\n]*\r\n")


def read(content: str) -> tuple[Calendar, list[Event]]:
    """The calendar and its events, after the rules that hold for all of them."""
    raw = content.encode()
    lines = LINE.findall(raw)
    assert b"".join(lines) == raw, "lines end with CRLF"
    assert max(len(line) for line in lines) <= 77, "lines are folded at 75 octets"
    calendar = Calendar.from_ical(content)
    assert (calendar["VERSION"], bool(calendar["PRODID"]), calendar.errors) == ("2.0", True, [])
    events = list(calendar.walk("VEVENT"))
    for event in events:
        assert event.errors == []
        assert all(event.get(name) is not None for name in ("UID", "DTSTAMP", "DTSTART", "DTEND"))
        assert event["DTSTART"].dt < event["DTEND"].dt
        assert all(event[name].to_ical().endswith(b"Z") for name in ("DTSTAMP", "DTSTART", "DTEND")), "UTC"
    return calendar, events


def read_message(content: str) -> tuple[str, Event]:
    """The method and the only event of a scheduling message."""
    calendar, (event,) = read(content)
    assert (event.get("ORGANIZER") is not None, event.get("SEQUENCE") is not None) == (True, True)
    attendees = attendees_of(event)
    assert all(address.lower().startswith("mailto:") for address in [event["ORGANIZER"], *attendees])
    assert event["ORGANIZER"] not in attendees, "the organiser is not invited"
    if calendar["METHOD"] in ("REQUEST", "CANCEL"):
        assert attendees, "RFC 5546, 3.2.2: one attendee at least"
    if calendar["METHOD"] == "PUBLISH":
        assert attendees == [], "RFC 5546, 3.2.1: no attendee"
    if calendar["METHOD"] == "CANCEL":
        assert event["STATUS"] == "CANCELLED"
    return str(calendar["METHOD"]), event


def attendees_of(event: Event) -> list[str]:
    found = event.get("ATTENDEE", [])
    return [str(each) for each in (found if isinstance(found, list) else [found])]


def calendar_of(*entries: str, name: str = "VEVENT") -> bytes:
    """A calendar file of entries that are given by their lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    for entry in entries:
        lines += [f"BEGIN:{name}", *entry.split("\n"), f"END:{name}"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
