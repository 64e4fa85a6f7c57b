"""Who holds a row: claimed by one worker, given back, settled, or released from a worker that was killed."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from ..faults import fault_name, fault_place
from ..models import MAX_TRIES, Reminder, ReminderState

logger = logging.getLogger(__name__)

State = ReminderState
BATCH = 50
BACK_OFF = (timedelta(minutes=5), timedelta(minutes=30))


@transaction.atomic
def claim_batch(*, now: datetime) -> list[Reminder]:
    """Take up to BATCH due rows for this worker alone; no other worker waits for it or gets the same."""
    due = Reminder.objects.deliverable(now).select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    if not ids:
        return []
    Reminder.objects.filter(pk__in=ids).update(state=State.CLAIMED, claimed_at=now, tries=F("tries") + 1)
    claimed = Reminder.objects.filter(pk__in=ids).order_by("due_at", "id")
    return list(claimed.select_related("recipient__unit"))


@transaction.atomic
def release_abandoned(*, now: datetime) -> int:
    """Give back what a killed worker held; after the third time it is given up. The number of rows."""
    abandoned = Reminder.objects.abandoned(now)
    dead = abandoned.filter(tries__gte=MAX_TRIES).update(state=State.DEAD, claimed_at=None, error="WorkerLost")
    return dead + abandoned.update(state=State.WAITING, claimed_at=None, next_try_at=now, error="WorkerLost")


@transaction.atomic
def close_expired(*, now: datetime) -> int:
    """End held rows that no digest will bring any more: they were in the inbox, or nowhere. The number of rows."""
    expired = Reminder.objects.filter(state=State.HELD, expires_at__lte=now)
    dropped = expired.filter(delivered_at__isnull=True).update(state=State.DROPPED)
    return dropped + expired.update(state=State.SENT)


def mine(reminder: Reminder) -> QuerySet[Reminder]:
    """The row while this worker's claim on it holds; empty when it was released, cancelled or dropped meanwhile."""
    return Reminder.objects.filter(pk=reminder.pk, state=State.CLAIMED, claimed_at=reminder.claimed_at)


def settle(reminder: Reminder, state: ReminderState, **also: Any) -> bool:
    """End the claim in `state`; False when it was no longer ours."""
    return mine(reminder).update(state=state, claimed_at=None, **also) == 1


def put_back(reminder: Reminder, until: datetime, *, error: str = "") -> None:
    """Back into the queue without counting the try: not the row's fault."""
    mine(reminder).update(
        state=State.WAITING, claimed_at=None, next_try_at=until, tries=F("tries") - 1, error=error[:80]
    )


def note_failure(reminder: Reminder, fault: Exception, now: datetime) -> None:
    """Try again after a while, three times in all; the row keeps the kind of fault, never its text."""
    name = fault_name(fault)
    place = "" if isinstance(fault, OSError) else fault_place(fault)
    logger.warning("reminder %s (%s), try %s: %s\n%s", reminder.pk, reminder.kind, reminder.tries, name, place)
    if reminder.tries >= MAX_TRIES:
        settle(reminder, State.DEAD, error=name)
    else:
        settle(reminder, State.WAITING, error=name, next_try_at=now + BACK_OFF[reminder.tries - 1])
