"""From row to inbox and mail: each notice once; of what can wait three mails a day at most, the rest in a digest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F

from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee

from .. import mail, queries, quiet, registry
from ..models import MAILS_A_DAY, MailDay, Reminder, Rhythm
from ..queries import Channels
from ..quiet import Route
from .claims import BACK_OFF, claim_batch, close_expired, mine, note_failure, put_back, release_abandoned, settle
from .queue import insert_drafts, plan_reminders

State = Reminder.State
DELIVER_SECONDS = 200  # less than a task's soft time limit; what is left then is the next sweep's
DIGEST = "notifications.digest"
DIGEST_USEFUL_FOR = timedelta(days=3)
MAIL_DAYS_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Choices:
    """What the recipients of a batch chose, read in two queries."""

    channels: Mapping[tuple[int, str], Channels]
    rhythms: Mapping[int, Rhythm]

    @classmethod
    def of(cls, batch: Sequence[Reminder]) -> "Choices":
        people = {reminder.recipient_id for reminder in batch}
        return cls(queries.channels_of(people), queries.rhythms_of(people))

    def wanted(self, employee: Employee, kind: registry.ReminderKind) -> Channels:
        """The channels the person left on, of those the kind has; mail only for who has an address."""
        chosen = Channels() if kind.mandatory else self.channels.get((employee.pk, kind.code), Channels())
        return Channels(mail=chosen.mail and bool(employee.email), inbox=chosen.inbox and kind.inbox)

    def digest_at(self, employee: Employee, now: datetime) -> datetime | None:
        """When the collected mail of the person comes next; None for mails one by one."""
        rhythm = self.rhythms.get(employee.pk, Rhythm.AT_ONCE)
        if rhythm == Rhythm.AT_ONCE:
            return None
        return quiet.next_digest(now, employee.zone, weekly=rhythm == Rhythm.WEEKLY)


@dataclass(frozen=True)
class Dispatch:
    """Where a reminder goes, and whether the fourth mail of a day waits."""

    route: Route
    waits_over_limit: bool


def sweep(now: datetime) -> None:
    """Everything a minute's beat does: release and close old rows, find what is due, deliver it."""
    release_abandoned(now=now)
    close_expired(now=now)
    plan_reminders(now=now)
    deliver_due(now=now)


def deliver_due(*, now: datetime) -> int:
    """Deliver batch after batch until nothing is due or DELIVER_SECONDS are over; the number of claimed rows."""
    started, claimed = monotonic(), 0
    while batch := claim_batch(now=now):
        deliver_batch(batch, now=now)
        claimed += len(batch)
        if monotonic() - started > DELIVER_SECONDS:
            break
    return claimed


def forget_mail_days(*, now: datetime) -> int:
    """Delete counts that no limit needs any more; the number of rows."""
    return MailDay.objects.filter(day__lt=(now - MAIL_DAYS_KEPT).date()).delete()[0]


def deliver_batch(batch: Sequence[Reminder], *, now: datetime) -> None:
    """Deliver claimed rows over one mail connection; what fails for one person doesn't stop the others."""
    choices = Choices.of(batch)
    with mail.Postbox() as postbox:
        for reminder in batch:
            try:
                _deliver(reminder, choices, postbox, now)
            except SoftTimeLimitExceeded:
                raise
            except mail.ServerDown as fault:
                put_back(reminder, now + BACK_OFF[0], error=str(fault))
            except Exception as fault:
                note_failure(reminder, fault, now)


def _deliver(reminder: Reminder, choices: Choices, postbox: mail.Postbox, now: datetime) -> None:
    kind, person = registry.get(reminder.kind), reminder.recipient
    wanted = choices.wanted(person, kind) if kind else Channels(mail=False, inbox=False)
    nowhere = not (wanted.mail or wanted.inbox)
    if kind is None or nowhere or not person.is_active or reminder.expires_at <= now:
        settle(reminder, State.DROPPED)
        return
    quiet_end, digest_at = quiet.quiet_until(now, person.zone), choices.digest_at(person, now)
    route = quiet.route(
        can_wait=kind.can_wait,
        by_mail=wanted.mail,
        quiet_end=quiet_end,
        digest_at=None if kind.code == DIGEST else digest_at,
        expires_at=reminder.expires_at,
    )
    if route is Route.LATER and quiet_end is not None:
        put_back(reminder, quiet_end)
        return
    with mail.reader_settings(person):
        context = kind.context(reminder)
        letter = mail.compose(reminder, kind, context) if context else None
    if context is None or letter is None:
        settle(reminder, State.DROPPED)
    elif _put_into_inbox(reminder, letter, wanted.inbox, now):
        _send(reminder, letter, context, Dispatch(route, _waits_over_limit(kind)), postbox, now)


def _put_into_inbox(reminder: Reminder, letter: mail.Letter, wanted: bool, now: datetime) -> bool:
    """Note title and page, and show it from now on if wanted; False when the row is no longer ours."""
    if wanted and reminder.delivered_at is None:
        reminder.delivered_at = now
    reminder.title, reminder.title_en, reminder.path = letter.titles["id"], letter.titles["en"], letter.path
    written = mine(reminder).update(
        title=reminder.title, title_en=reminder.title_en, path=letter.path, delivered_at=reminder.delivered_at
    )
    return written == 1


def _send(
    reminder: Reminder,
    letter: mail.Letter,
    context: dict[str, Any],
    plan: Dispatch,
    postbox: mail.Postbox,
    now: datetime,
) -> None:
    day = local_date(now, reminder.recipient.zone)
    counted = plan.route is Route.MAIL and _take_mail(reminder.recipient_id, day)
    if plan.route is Route.INBOX:
        _settle_without_mail(reminder)
    elif plan.route is Route.DIGEST or (plan.waits_over_limit and not counted):
        _hold(reminder, now)
    else:
        try:
            postbox.send(mail.message_for(reminder, letter))
        except Exception:
            MailDay.objects.filter(employee=reminder.recipient_id, day=day).update(mails=F("mails") - int(counted))
            raise
        settle(reminder, State.SENT, mailed_at=now, error="")
        held = Reminder.objects.filter(pk__in=context.get("held_ids", ()), state=State.HELD)
        held.update(state=State.SENT, mailed_at=now)


def _settle_without_mail(reminder: Reminder) -> None:
    settle(reminder, State.SENT if reminder.delivered_at else State.DROPPED)


@transaction.atomic
def _hold(reminder: Reminder, now: datetime) -> None:
    """Into the person's next digest, which thereby comes to be; useless by then: the inbox has to do."""
    person = reminder.recipient
    weekly = queries.rhythms_of([person.pk]).get(person.pk) == Rhythm.WEEKLY
    digest_at = quiet.next_digest(now, person.zone, weekly=weekly and reminder.kind != DIGEST)
    if reminder.kind == DIGEST:
        put_back(reminder, digest_at)
    elif digest_at >= reminder.expires_at:
        _settle_without_mail(reminder)
    elif settle(reminder, State.HELD):
        key = f"{DIGEST}:{person.pk}:{digest_at.isoformat()}"
        draft = registry.Draft(key, person.pk, digest_at, digest_at + DIGEST_USEFUL_FOR, person.pk)
        insert_drafts(DIGEST, [draft])


def _waits_over_limit(kind: registry.ReminderKind) -> bool:
    """Whether three mails a day hold it back: not what can't wait or can't be turned off; but always a digest."""
    return kind.code == DIGEST or (kind.can_wait and not kind.mandatory)


def _take_mail(employee_id: int, day: date) -> bool:
    """Count one more mail of the person's day; False when there were three."""
    MailDay.objects.bulk_create([MailDay(employee_id=employee_id, day=day)], ignore_conflicts=True)
    room = MailDay.objects.filter(employee=employee_id, day=day, mails__lt=MAILS_A_DAY)
    return room.update(mails=F("mails") + 1) == 1
