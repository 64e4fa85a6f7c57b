"""What HR admins do with a reminder: send it again, or cancel it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.employees.models import Employee

from .. import access, registry
from ..models import Reminder
from .queue import wake_worker

State = Reminder.State
USEFUL_AGAIN_FOR = timedelta(days=1)


@transaction.atomic
def resend_reminder(*, reminder: Reminder, by: Employee, now: datetime) -> None:
    """Put an ended reminder back into the queue; it still drops when it is no longer wanted.

    It stays useful for a day more if its time was over. Raises AccessDenied, and DomainError for a kind that is gone
    and for what still waits.
    """
    require(access.can_manage_reminders(by))
    if registry.get(reminder.kind) is None:
        raise DomainError(_("This kind of reminder no longer exists."))
    ended = Reminder.objects.filter(pk=reminder.pk, state__in=(State.SENT, State.DROPPED, State.DEAD))
    longer = Case(When(expires_at__lte=now, then=Value(now + USEFUL_AGAIN_FOR)), default=F("expires_at"))
    changed = ended.update(state=State.WAITING, next_try_at=now, tries=0, error="", expires_at=longer)
    if changed != 1:
        raise DomainError(_("It still waits and goes out by itself."))
    wake_worker()
    record("notifications.reminder.resent", actor=by, target=reminder, at=now)


@transaction.atomic
def cancel_reminder(*, reminder: Reminder, by: Employee, now: datetime) -> None:
    """End a reminder that waits; what is being sent or already ended stays. Raises AccessDenied, StaleState."""
    require(access.can_manage_reminders(by))
    if Reminder.objects.pending().filter(pk=reminder.pk).update(state=State.DROPPED) != 1:
        raise StaleState
    record("notifications.reminder.cancelled", actor=by, target=reminder, at=now)
