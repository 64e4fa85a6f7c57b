"""What pages and the worker ask about reminders and choices."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Value

from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from .models import MailRhythm, Preference, Reminder, Rhythm


@dataclass(frozen=True)
class Channels:
    """Whether a kind comes by mail and into the inbox."""

    mail: bool = True
    inbox: bool = True


def unread_count(employee: Employee) -> int:
    """Unread lines in the person's inbox: one query on a partial index."""
    return _unread(employee)[0]


@prepared
def _unread(employee: Employee) -> QuerySet[Reminder, int]:
    unread = Reminder.objects.visible_to(employee).unread().order_by().values(all=Value(1))
    return unread.annotate(number=Count("pk")).values_list("number", flat=True)


def channels_of(employee_ids: Iterable[int]) -> dict[tuple[int, str], Channels]:
    """What these people changed, by person and kind, in one query; a pair that is missing means both channels."""
    rows = Preference.objects.filter(employee__in=set(employee_ids))
    return {(row.employee_id, row.kind): Channels(row.mail, row.inbox) for row in rows}


def rhythms_of(employee_ids: Iterable[int]) -> dict[int, Rhythm]:
    """The chosen rhythm by person, in one query; a person who is missing gets mails one by one."""
    rows = MailRhythm.objects.filter(employee__in=set(employee_ids))
    return {row.employee_id: Rhythm(row.rhythm) for row in rows}


def inbox_of(employee: Employee, *, unread_only: bool) -> QuerySet[Reminder]:
    """The person's inbox, newest first."""
    lines = Reminder.objects.visible_to(employee).order_by("-delivered_at", "-id")
    return lines.unread() if unread_only else lines
