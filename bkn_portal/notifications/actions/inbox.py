"""What the recipient does: reading, and choosing what comes how."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import require
from bkn_portal.employees.models import Employee

from .. import access, registry
from ..models import MailRhythm, Preference, Reminder, Rhythm
from ..queries import Channels, channels_of, rhythms_of


@transaction.atomic
def mark_read(*, reminder: Reminder, by: Employee, now: datetime) -> None:
    """Note when the recipient opened it first; reading again changes nothing. Raises AccessDenied."""
    require(access.can_read(by, reminder))
    Reminder.objects.unread().filter(pk=reminder.pk).update(read_at=now)


@transaction.atomic
def mark_all_read(*, by: Employee, now: datetime) -> int:
    """Mark everything in the person's inbox as read; the number of lines that were unread."""
    return Reminder.objects.visible_to(by).unread().update(read_at=now)


@transaction.atomic
def choose_notifications(*, by: Employee, channels: Mapping[str, Channels], rhythm: Rhythm, now: datetime) -> None:
    """Store the person's own choice per kind (by code) and the rhythm of mails that can wait.

    Mandatory kinds can't be turned off: a choice for one is stored as everything on. The same again changes nothing.
    """
    stored, rhythms = channels_of([by.pk]), rhythms_of([by.pk])
    kept = {code: Channels() if registry.is_mandatory(code) else chosen for code, chosen in channels.items()}
    is_same = all(stored.get((by.pk, code), Channels()) == chosen for code, chosen in kept.items())
    if is_same and rhythms.get(by.pk, Rhythm.AT_ONCE) == rhythm:
        return
    rows = [Preference(employee=by, kind=code, mail=one.mail, inbox=one.inbox) for code, one in kept.items()]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["employee", "kind"], update_fields=["mail", "inbox"]
    )
    MailRhythm.objects.update_or_create(employee=by, defaults={"rhythm": rhythm})
    record("notifications.preferences.chosen", actor=by, target=by, at=now)
