"""A person's calendar feed: opened, given another address, closed."""

import secrets
from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.core.errors import require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CalendarFeed
from ..models.feed import fingerprint

TOKEN_BYTES = 32


@transaction.atomic
def open_feed(*, by: Employee, now: datetime) -> CalendarFeed:
    """Give the person a new secret address; an old one is dead from then on. Raises AccessDenied."""
    require(access.can_keep_feed(by))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    fields = {"token": token, "fingerprint": fingerprint(token), "since": now}
    feed, created = CalendarFeed.objects.update_or_create(person=by, defaults=fields)
    record("bookings.feed.opened" if created else "bookings.feed.rotated", actor=by, target=by, at=now)
    return feed


@transaction.atomic
def close_feed(*, by: Employee, now: datetime) -> None:
    """Take the address back: calendars that know it get nothing more. Doing it twice changes nothing."""
    if CalendarFeed.objects.visible_to(by).delete()[0]:
        record("bookings.feed.closed", actor=by, target=by, at=now)
