"""Rows come into being: told by an app (notify) or found due (plan); and end with the person's access."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from celery import current_app
from django.db import transaction

from bkn_portal.employees.models import Employee

from .. import registry
from ..faults import fault_name, fault_place
from ..models import Reminder

logger = logging.getLogger(__name__)

DELIVER_TASK = "bkn_portal.notifications.tasks.deliver"
USEFUL_FOR = timedelta(days=7)
BATCH = 500
UNSENT = (Reminder.State.WAITING, Reminder.State.HELD, Reminder.State.CLAIMED)


def wake_worker() -> None:
    """Ask the worker to deliver once this transaction is committed.

    A broker that is down costs nothing but time: the failure is logged and the next sweep delivers.
    """
    transaction.on_commit(partial(current_app.send_task, DELIVER_TASK, retry=False), robust=True)


@transaction.atomic
def notify(*, kind: str, recipient: Employee, target_id: int, key: str, now: datetime) -> None:
    """Insert a reminder that is due at once and wake the worker on commit; the same key again changes nothing.

    It is useless after 7 days. A deactivated recipient gets none. Raises ValueError for an unknown kind.
    """
    if registry.get(kind) is None:
        raise ValueError(f"no reminder kind {kind} is registered")
    if not recipient.is_active:
        return
    draft = registry.Draft(key, recipient.pk, now, now + USEFUL_FOR, target_id)
    if insert_drafts(kind, [draft]):
        wake_worker()


def insert_drafts(kind: str, drafts: Iterable[registry.Draft]) -> int:
    """Insert the drafts whose key is new; the number of candidates that were not there yet."""
    inserted = 0
    waiting = iter(drafts)
    while batch := list(islice(waiting, BATCH)):
        known = set(Reminder.objects.filter(key__in=[draft.key for draft in batch]).values_list("key", flat=True))
        rows = [_row(kind, draft) for draft in batch if draft.key not in known]
        if rows:
            Reminder.objects.bulk_create(rows, ignore_conflicts=True)
        inserted += len(rows)
    return inserted


def _row(kind: str, draft: registry.Draft) -> Reminder:
    return Reminder(
        key=draft.key,
        kind=kind,
        recipient_id=draft.recipient_id,
        target_id=draft.target_id,
        due_at=draft.due_at,
        expires_at=draft.expires_at,
        next_try_at=draft.due_at,
    )


def plan_reminders(*, now: datetime) -> int:
    """Insert what every kind finds due; one kind's fault doesn't stop the others. The number of new rows."""
    inserted = 0
    for kind in registry.kinds():
        try:
            with transaction.atomic():
                inserted += insert_drafts(kind.code, kind.find(now))
        except Exception as fault:
            logger.error("finding %s failed: %s\n%s", kind.code, fault_name(fault), fault_place(fault))
    return inserted


@transaction.atomic
def drop_reminders(*, employee: Employee, now: datetime) -> None:
    """End everything that was not sent to a person who left, also what a worker holds at this moment."""
    unsent = Reminder.objects.filter(recipient=employee, state__in=UNSENT)
    unsent.update(state=Reminder.State.DROPPED, claimed_at=None)
