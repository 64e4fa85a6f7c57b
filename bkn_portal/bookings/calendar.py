"""Appointments as iCalendar (RFC 5545): invitations by mail (RFC 5546), files to download and feeds.

Titles are neutral whatever the appointment is about: calendars are read by colleagues, assistants and providers. Times
are UTC, which every client shows on its own clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event, vCalAddress, vText

from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

PRODUCT = "-//Badan Kepegawaian Negara//Portal Pengembangan//ID"
FEED_REFRESH = timedelta(hours=1)


class Method(StrEnum):
    """What a client does with it (RFC 5546): take it in or change it, take it off, or just read it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Appointment:
    """`kind` and `object_id` as in the bookings; `sequence` grows with every change of time, place or state.

    `place` and `url` go to the people's own calendars, so they must tell nothing about what is talked about.
    """

    kind: str
    object_id: int
    period: Period
    sequence: int = 0
    people: tuple[Employee, ...] = ()
    place: str = ""
    url: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class Invitation:
    """A calendar part of a mail."""

    method: Method
    content: str


def uid(kind: str, object_id: int) -> str:
    """The name of an appointment in all calendars, for ever."""
    return f"{kind}-{object_id}@{urlsplit(settings.SITE_URL).hostname}"


def invitation(appointment: Appointment, *, now: datetime) -> Invitation:
    """REQUEST for an appointment that stands or moved, CANCEL for one that was called off; in the active language."""
    method = Method.CANCEL if appointment.is_cancelled else Method.REQUEST
    event = _event(appointment, stamp=now)
    event["ORGANIZER"] = _organizer()
    for person in appointment.people:
        if person.email:
            event.add("ATTENDEE", _attendee(person))
    return Invitation(method, _written([event], method=method))


def published(appointment: Appointment, *, now: datetime) -> str:
    """A file to download; without attendees, as PUBLISH demands."""
    event = _event(appointment, stamp=now)
    event["ORGANIZER"] = _organizer()
    return _written([event], method=Method.PUBLISH)


def feed(appointments: Iterable[Appointment], *, now: datetime) -> str:
    """A calendar to subscribe to: times and neutral titles, nothing else."""
    fields: dict[str, object] = {"X-WR-CALNAME": gettext("BKN portal"), "REFRESH-INTERVAL": FEED_REFRESH}
    return _written((_event(each, stamp=now) for each in appointments), fields=fields)


def _written(events: Iterable[Event], *, method: Method | None = None, fields: dict[str, object] | None = None) -> str:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if method:
        calendar.add("METHOD", str(method))
    for name, value in (fields or {}).items():
        calendar.add(name, value, parameters={"VALUE": "DURATION"} if isinstance(value, timedelta) else {})
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _event(appointment: Appointment, *, stamp: datetime) -> Event:
    event = Event()
    event.add("UID", uid(appointment.kind, appointment.object_id))
    event.add("DTSTAMP", stamp.astimezone(UTC))
    event.add("DTSTART", appointment.period.start.astimezone(UTC))
    event.add("DTEND", appointment.period.end.astimezone(UTC))
    event.add("SEQUENCE", appointment.sequence)
    event.add("SUMMARY", gettext("Appointment · BKN portal"))
    event.add("STATUS", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT" if appointment.is_cancelled else "OPAQUE")
    if appointment.place:
        event.add("LOCATION", appointment.place)
    if appointment.url:
        event.add("URL", appointment.url)
        event.add("DESCRIPTION", appointment.url)
    return event


def _organizer() -> vCalAddress:
    """The portal itself: whoever organises is not invited, and both people are."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(name or address)
    return organizer


def _attendee(person: Employee) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{person.email}")
    params = {"CN": person.display_name, "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"}
    for name, value in {**params, "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}.items():
        attendee.params[name] = vText(value)
    return attendee
