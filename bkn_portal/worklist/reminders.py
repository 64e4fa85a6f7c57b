"""The weekly digest: Monday 07.30 local, how much waits and what is ahead."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.periods import Zone, at_local
from bkn_portal.employees.models import Employee
from bkn_portal.notifications import registry
from bkn_portal.notifications.models import Preference, Reminder

from . import queries
from .items import Pillar

CODE = "worklist.weekly"
MONDAY, AT, UNTIL = 0, time(7, 30), time(16)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """How many things of a pillar wait."""

    pillar: str
    count: int


def _find(now: datetime) -> Iterator[registry.Draft]:
    """On Mondays between 07.30 and 16.00 local: everyone who has no digest of this week yet."""
    for zone in Zone:
        local = now.astimezone(ZoneInfo(zone))
        if local.weekday() != MONDAY or not AT <= local.time() < UNTIL:
            continue
        due, end = at_local(local.date(), AT, zone), at_local(local.date(), UNTIL, zone)
        for employee_id in _readers(zone, due).values_list("pk", flat=True).iterator():
            key = f"{CODE}:{local.date().isoformat()}:{employee_id}"
            yield registry.Draft(key, employee_id, due, end, employee_id)


def _readers(zone: Zone, due: datetime) -> QuerySet[Employee]:
    """Active people of the zone with a mail address who want it and don't have it yet."""
    unit_zone = Q(unit__time_zone=zone)
    if zone == Zone.WIB:
        unit_zone |= Q(unit__isnull=True)
    has_it = Reminder.objects.filter(recipient=OuterRef("pk"), kind=CODE, due_at=due)
    turned_off = Preference.objects.filter(employee=OuterRef("pk"), kind=CODE, mail=False)
    people = Employee.objects.active().filter(Q(time_zone_override=zone) | (Q(time_zone_override="") & unit_zone))
    return people.exclude(email="").exclude(Exists(has_it)).exclude(Exists(turned_off))


def _context(reminder: Reminder) -> dict[str, Any] | None:
    """Counts and times only: titles of to-dos may hold what a person wrote, and that never goes into a mail."""
    now = reminder.claimed_at or reminder.due_at
    todos = queries.todos_for(reminder.recipient, now)
    agenda = [item for item in queries.agenda_for(reminder.recipient, now) if item.start < now + WEEK]
    if not (todos or agenda):
        return None
    counts = Counter(todo.pillar for todo in todos)
    return {
        "url": reverse("home:dashboard"),
        "total": len(todos),
        "waiting": [Waiting(pillar.label, counts[pillar]) for pillar in Pillar if counts[pillar]],
        "first_due": next((todo.due for todo in todos if todo.due), None),
        "agenda": [(item, Pillar(item.pillar).label) for item in agenda],
    }


registry.register(
    registry.ReminderKind(
        code=CODE,
        label=_("Weekly digest"),
        why=_("You get this on Mondays because something waits for you or stands in your agenda."),
        template="worklist/emails/weekly",
        find=_find,
        context=_context,
        inbox=False,
    )
)
