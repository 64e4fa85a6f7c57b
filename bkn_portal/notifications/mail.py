"""A reminder as a mail, in the recipient's language and time zone; and the one connection that carries a batch."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template import Context, engines
from django.urls import reverse
from django.utils import timezone, translation

from bkn_portal.bookings.calendar import Invitation
from bkn_portal.employees.models import Employee

from .faults import fault_name
from .models import Reminder
from .registry import ReminderKind

TITLE_LENGTH = 200
HANGUPS_ALLOWED = 2


@dataclass(frozen=True)
class Letter:
    """A reminder put into words. `path` is the page it is about, `invitation` what calendars read.

    `titles` are the subject in each of the portal's languages, for an inbox whose reader chooses another one later.
    """

    subject: str
    titles: dict[str, str]
    text: str
    html: str
    path: str
    invitation: Invitation | None = None


@contextmanager
def reader_settings(employee: Employee) -> Iterator[None]:
    """Language and zone of the person who will read."""
    with translation.override(employee.language), timezone.override(employee.zone):
        yield


def compose(reminder: Reminder, kind: ReminderKind, context: dict[str, Any]) -> Letter:
    """Render the kind's three templates; call it within reader_settings."""
    values = {
        **context,
        "reminder": reminder,
        "recipient": reminder.recipient,
        "kind": kind,
        "site_url": settings.SITE_URL,
        "link": settings.SITE_URL + context["url"],
        "preferences_link": settings.SITE_URL + reverse("notifications:preferences"),
    }
    return Letter(
        subject=_subject(kind, values),
        titles={code: _subject_in(code, kind, values) for code, _name in settings.LANGUAGES},
        text=_render(f"{kind.template}.txt", values, autoescape=False).strip() + "\n",
        html=_render(f"{kind.template}.html", values, autoescape=True),
        path=context["url"],
        invitation=kind.calendar(reminder, context) if kind.calendar else None,
    )


def _subject(kind: ReminderKind, values: dict[str, Any]) -> str:
    return " ".join(_render(f"{kind.template}.subject.txt", values, autoescape=False).split())[:TITLE_LENGTH]


def _subject_in(language: str, kind: ReminderKind, values: dict[str, Any]) -> str:
    with translation.override(language):
        return _subject(kind, values)


def _render(name: str, values: dict[str, Any], *, autoescape: bool) -> str:
    # A plain text with HTML escapes would greet “Ma&#x27;ruf”.
    template = engines["django"].engine.get_template(name)
    return template.render(Context(values, autoescape=autoescape))


def message_for(reminder: Reminder, letter: Letter) -> EmailMultiAlternatives:
    """The message with a Message-ID made from the key, so that a doubled delivery shows once, and no auto-replies."""
    host = urlsplit(settings.SITE_URL).hostname
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[reminder.recipient.email],
        headers={
            "Message-ID": f"<{sha256(reminder.key.encode()).hexdigest()[:40]}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    if letter.invitation:
        _invite(message, letter.invitation)
    return message


def _invite(message: EmailMultiAlternatives, invitation: Invitation) -> None:
    """As calendars want it (RFC 6047): the best alternative carries the method, a file is there for all the others."""
    message.attach_alternative(invitation.content, f"text/calendar; method={invitation.method}")
    # As bytes: Django would write a text of this type in an encoding that no calendar reads.
    message.attach("undangan.ics", invitation.content.encode(), "application/ics")


class ServerDown(Exception):
    """No connection to the mail server: not the fault of the mail at hand."""


class Postbox:
    """One connection for a batch: opened with the first mail, opened again after the server hung up.

    When it can't be opened, or the server hung up twice, every further `send` raises ServerDown without trying.
    """

    def __init__(self) -> None:
        self._connection = get_connection()
        self._hangups = 0
        self._down = ""

    def __enter__(self) -> "Postbox":
        return self

    def __exit__(self, *exc: object) -> None:
        self._connection.close()

    def send(self, message: EmailMultiAlternatives) -> None:
        """Hand the message to the server. Raises ServerDown, or smtplib's error for this message."""
        self._open()
        try:
            self._connection.send_messages([message])
        except OSError as fault:
            answered = isinstance(fault, smtplib.SMTPException)
            if not answered or isinstance(fault, smtplib.SMTPServerDisconnected):
                self._note_hangup(fault)
            raise

    def _note_hangup(self, fault: OSError) -> None:
        self._connection.close()
        self._hangups += 1
        if self._hangups >= HANGUPS_ALLOWED:
            self._down = fault_name(fault)

    def _open(self) -> None:
        if self._down:
            raise ServerDown(self._down)
        try:
            self._connection.open()
        except OSError as fault:  # smtplib's errors are OSErrors too
            self._down = fault_name(fault)
            raise ServerDown(self._down) from fault
