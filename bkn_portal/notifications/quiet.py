"""When a person is left in peace, and when collected mails come. Pure: moments and zones in, moments out."""

from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bkn_portal.core.periods import at_local, local_date

QUIET_FROM = time(20)
QUIET_UNTIL = time(6)
DIGEST_AT = time(7, 30)
MONDAY, SATURDAY = 0, 5


def quiet_until(now: datetime, zone: str) -> datetime | None:
    """The end of the quiet time `now` falls in (20.00 to 06.00 and weekends, local), None in open time."""
    local = now.astimezone(ZoneInfo(zone))
    day, clock = local.date(), local.time()
    if _is_workday(day) and clock < QUIET_UNTIL:
        return at_local(day, QUIET_UNTIL, zone)
    if _is_workday(day) and clock < QUIET_FROM:
        return None
    return at_local(_next_workday(day), QUIET_UNTIL, zone)


def next_digest(now: datetime, zone: str, *, weekly: bool) -> datetime:
    """The next 07.30 local of a working day, or of a Monday; strictly after `now`."""
    day = local_date(now, zone)
    while not _is_workday(day) or (weekly and day.weekday() != MONDAY) or at_local(day, DIGEST_AT, zone) <= now:
        day += timedelta(days=1)
    return at_local(day, DIGEST_AT, zone)


class Route(Enum):
    """What happens to a reminder now."""

    LATER = "later"  # back into the queue until the quiet time ends
    MAIL = "mail"
    DIGEST = "digest"
    INBOX = "inbox"  # no mail, now or later


def route(
    *, can_wait: bool, by_mail: bool, quiet_end: datetime | None, digest_at: datetime | None, expires_at: datetime
) -> Route:
    """Where a reminder goes.

    `by_mail`: the person wants it by mail and has an address. `quiet_end` is None in open time. `digest_at` is when
    the person's collected mail comes, None for mails one by one. What waiting would make useless doesn't wait for a
    digest, and goes to the inbox alone in quiet time.
    """
    if can_wait and quiet_end:
        return Route.LATER if quiet_end < expires_at else Route.INBOX
    if not by_mail:
        return Route.INBOX
    if can_wait and digest_at and digest_at < expires_at:
        return Route.DIGEST
    return Route.MAIL


def _is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _next_workday(day: date) -> date:
    day += timedelta(days=1)
    while not _is_workday(day):
        day += timedelta(days=1)
    return day
