"""Notices about an account: stored with the change they tell of, sent by the worker, gone once they are sent."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from celery import current_app
from django.db import transaction

from bkn_portal.audit.actions import record

from ..mails import send_account_mail
from ..models import AccountNotice, Employee, NoticeKind

logger = logging.getLogger(__name__)

SEND_TASK = "bkn_portal.employees.tasks.send_notices"
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
PATIENCE = timedelta(days=3)
ROUND = 45.0
"""Seconds in which one sweep begins to send; what is left over is found by the next."""


def add_notices(kind: NoticeKind, people: Iterable[Employee], *, now: datetime) -> None:
    """Tell each of `people`, at the address they carry, within minutes. Part of the transaction of the change."""
    rows = [
        AccountNotice(employee=one, kind=kind, address=one.email, changed_at=now, next_try_at=now)
        for one in people
        if one.email
    ]
    if rows:
        AccountNotice.objects.bulk_create(rows, batch_size=1000)
        transaction.on_commit(partial(current_app.send_task, SEND_TASK, retry=False), robust=True)


def send_notices(*, now: datetime) -> int:
    """Send what is due, one after the other; returns how many the mail server took. No transaction is open meanwhile.

    What fails is tried again: at first after minutes, then after as long as it has been waiting, for three days.
    """
    count, end = 0, monotonic() + ROUND
    while monotonic() < end:
        notice = AccountNotice.objects.due(now).select_related("employee__unit").first()
        if notice is None:
            break
        if _claim(notice, now=now):
            count += _send(notice, now=now)
    return count


def _claim(notice: AccountNotice, *, now: datetime) -> bool:
    """Taken from other workers until the next try is due."""
    wait = min(max(now - notice.changed_at, SHORTEST_WAIT), LONGEST_WAIT)
    same = AccountNotice.objects.filter(pk=notice.pk, next_try_at=notice.next_try_at)
    return same.update(next_try_at=now + wait) == 1


def _send(notice: AccountNotice, *, now: datetime) -> bool:
    template = f"account/email/{notice.kind}"
    try:
        send_account_mail(template, notice.address, employee=notice.employee, now=notice.changed_at)
    except Exception as fault:  # whatever is wrong with one must not hold up the others
        logger.warning("account notice %s: %s", notice.pk, type(fault).__name__)
        if notice.changed_at <= now - PATIENCE:
            _give_up(notice, now=now)
        return False
    AccountNotice.objects.filter(pk=notice.pk).delete()
    return True


@transaction.atomic
def _give_up(notice: AccountNotice, *, now: datetime) -> None:
    """The audit trail keeps that the person was not told."""
    AccountNotice.objects.filter(pk=notice.pk).delete()
    record("employees.account.notice_given_up", actor=None, target=notice.employee, at=now, notice=notice.kind)
