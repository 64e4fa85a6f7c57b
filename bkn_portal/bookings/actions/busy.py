"""A busy calendar elsewhere: subscribed, read again and again, left."""

import logging
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.fetching import Fetched, FetchError, FetchFault, fetch, reach
from bkn_portal.core.periods import Period
from bkn_portal.employees.actions import lock_employees
from bkn_portal.employees.models import Employee

from .. import access
from ..busy import UnreadableCalendar, busy_times
from ..models import BusyCalendar, BusyCalendarQuerySet, BusyTime
from ..models.busy import FAILED_FOR_LONG

logger = logging.getLogger(__name__)

READ_TASK = "bkn_portal.bookings.tasks.read_calendars"
AHEAD = timedelta(weeks=8)
EVERY = timedelta(hours=1)
RENEW = timedelta(weeks=1)
SELDOM = timedelta(days=1)
"""For an address that has been failing for days."""
ROUND = 45.0
"""Seconds in which one sweep begins to read calendars; what is left over is found by the next."""
LONGEST_TAG = 200


@transaction.atomic
def subscribe_calendar(*, address: str, by: Employee, now: datetime) -> BusyCalendar:
    """Read the person's calendar at the address from now on, instead of the one before; the first time within minutes.

    Of two at once the later one holds. Raises AccessDenied, and DomainError where the portal reads no calendars.
    """
    require(access.can_keep_calendar(by) and by.pk in lock_employees([by.pk]))
    if not settings.BUSY_CALENDARS:
        raise DomainError(_("This portal reads no calendars from elsewhere."))
    _delete_calendar(by)
    calendar = BusyCalendar.objects.create(person=by, address=address, next_try_at=now)
    transaction.on_commit(partial(current_app.send_task, READ_TASK, retry=False), robust=True)
    record("bookings.calendar.subscribed", actor=by, target=by, at=now)
    return calendar


@transaction.atomic
def leave_calendar(*, by: Employee, now: datetime) -> None:
    """Forget the address and the times. Doing it twice changes nothing. Raises AccessDenied."""
    require(access.can_keep_calendar(by))
    forget_calendar(person=by, by=by, now=now)


@transaction.atomic
def forget_calendar(*, person: Employee, by: Employee | None, now: datetime) -> None:
    """The same for somebody who leaves; nobody is asked whether they may."""
    if _delete_calendar(person):
        record("bookings.calendar.left", actor=by, target=person, at=now)


def _delete_calendar(person: Employee) -> bool:
    """Whether there was one. Waits for a sweep that stores its times, which would else stay behind."""
    mine = BusyCalendar.objects.visible_to(person)
    list(mine.select_for_update(of=("self",)).values_list("pk"))
    return bool(mine.delete()[0])


def read_calendars(*, now: datetime) -> int:
    """Read the calendars whose time has come, one after the other; returns how many. No transaction is open meanwhile.

    Each is claimed first, so that two sweeps never read the same, and one that ends the worker is not tried at once.
    """
    count, end = 0, monotonic() + ROUND
    while settings.BUSY_CALENDARS and monotonic() < end:
        calendar = BusyCalendar.objects.due(now).select_related("person__unit").first()
        if calendar is None:
            break
        if _claim(calendar, now=now):
            _read(calendar)
            count += 1
    return count


def _claim(calendar: BusyCalendar, *, now: datetime) -> bool:
    failing = calendar.failing_since
    again = now + (SELDOM if failing and failing <= now - FAILED_FOR_LONG else EVERY)
    same = BusyCalendar.objects.filter(pk=calendar.pk, next_try_at=calendar.next_try_at)
    calendar.next_try_at = again
    return same.update(next_try_at=again) == 1


def _read(calendar: BusyCalendar) -> None:
    now = timezone.now()
    try:
        answer = fetch(calendar.address, within=reach(), headers=_conditions(calendar, now))
        times = _times(answer, calendar, now) if answer.is_new else None
    except FetchError as error:
        _store_fault(calendar, error.fault, now=now)
    except Exception as error:  # a file that breaks the parser must not keep the others from being read
        if not isinstance(error, UnreadableCalendar):
            logger.error("busy calendar %s: %s", calendar.pk, type(error).__name__)
        _store_fault(calendar, FetchFault.UNREADABLE, now=now)
    else:
        _store(calendar, answer, times, now=now)


def _conditions(calendar: BusyCalendar, now: datetime) -> dict[str, str]:
    """None once a week: "nothing changed" would let the stored times end, and days lie where the person's zone was."""
    if calendar.known_until is None or calendar.known_until <= now + AHEAD - RENEW:
        return {}
    told = {"If-None-Match": calendar.etag, "If-Modified-Since": calendar.last_modified}
    return {name: value for name, value in told.items() if value}


def _times(answer: Fetched, calendar: BusyCalendar, now: datetime) -> list[Period]:
    return busy_times(answer.content, span=Period(now, now + AHEAD), zone=calendar.person.zone)


@transaction.atomic
def _store(calendar: BusyCalendar, answer: Fetched, times: list[Period] | None, *, now: datetime) -> None:
    """Replace the times; None: they hold as they are."""
    known = {"read_at": now, "failing_since": None, "fault": ""}
    if times is not None:
        tags = {"etag": "etag", "last_modified": "last-modified"}
        known |= {name: _short(answer.headers.get(header, "")) for name, header in tags.items()}
        known["known_until"] = now + AHEAD
    if _still_ours(calendar).update(**known) and times is not None:
        BusyTime.objects.filter(calendar=calendar).delete()
        rows = (BusyTime(calendar=calendar, start=each.start, end=each.end) for each in times)
        BusyTime.objects.bulk_create(rows, batch_size=1000)


def _store_fault(calendar: BusyCalendar, fault: FetchFault, *, now: datetime) -> None:
    """The times of the last reading hold."""
    _still_ours(calendar).update(fault=fault, failing_since=calendar.failing_since or now)
    logger.warning("busy calendar %s: %s", calendar.pk, fault.value)


def _still_ours(calendar: BusyCalendar) -> BusyCalendarQuerySet:
    """Empty when the person left the calendar, or another sweep took it, while it was read."""
    return BusyCalendar.objects.filter(pk=calendar.pk, next_try_at=calendar.next_try_at)


def _short(tag: str) -> str:
    """A tag that does not fit is none; neither is one that a header can't carry back."""
    return tag if len(tag) <= LONGEST_TAG and tag.isascii() and tag.isprintable() else ""
