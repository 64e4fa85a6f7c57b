"""A talk that nobody had booked, recorded afterwards."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings import actions as bookings
from bkn_portal.bookings.actions import PeriodTaken
from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement, CoachingSession
from ..models.session import BOOKING_KIND
from .engagement import lock_active
from .leading import refuse_private_with_leader
from .numbering import UNNUMBERED, renumber
from .session import Meeting, notify_other

RECORD_WITHIN = timedelta(days=30)
"""Afterwards nobody remembers well enough what to write and to agree to."""


@transaction.atomic
def record_unplanned_session(
    *, engagement: CoachingEngagement, period: Period, meeting: Meeting, by: Employee, now: datetime
) -> CoachingSession:
    """Note a talk that took place unbooked and tell the other one; its record and agreement follow as always.

    Raises AccessDenied, StaleState when the coaching is not under way, and DomainError for a time that is not over,
    too long ago, before the coaching began, or at which one of the two had another appointment.
    """
    require(access.can_take_part(by, engagement))
    lock_active(engagement)
    refuse_private_with_leader(engagement, now=now)
    engagement.refresh_from_db(fields=["state_changed_at"])
    _refuse_impossible(period, began=engagement.state_changed_at, now=now)
    session = CoachingSession.objects.create(
        engagement=engagement, number=UNNUMBERED, start=period.start, end=period.end, mode=meeting.mode,
        place=meeting.place, state=CoachingSession.State.HELD, state_changed_at=now, is_unplanned=True,
    )  # fmt: skip
    renumber(session)
    people = [engagement.coachee, engagement.coach]
    try:
        bookings.book(people=people, period=period, kind=BOOKING_KIND, object_id=session.pk)
    except PeriodTaken as error:
        raise DomainError(_("One of you had another appointment at that time.")) from error
    notify_other("session_recorded", session, by, now=now)
    record("coaching.session.recorded", actor=by, target=session, at=now, start=period.start.isoformat())
    return session


def _refuse_impossible(period: Period, *, began: datetime, now: datetime) -> None:
    if period.end > now:
        raise DomainError(_("Only a talk that is over can be recorded. Book the others."))
    if period.start < began:
        raise DomainError(_("At that time this coaching had not begun yet."))
    if period.start < now - RECORD_WITHIN:
        raise DomainError(_("A talk can be recorded for 30 days."))
