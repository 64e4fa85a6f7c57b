"""Requests and their answers, the end of a coaching, and follow-ups."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.queries import holidays
from bkn_portal.core.periods import at_local
from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft, nothing_due

from ..deadlines import warning_time
from ..models import CoachingEngagement, FollowUp
from ..queries.clock import LOOK_AHEAD
from .kinds import DAY, Notice, engagement_news, kind

Engagement = CoachingEngagement.State
ANSWERS = {
    Engagement.ACTIVE: Notice(
        _("Your coach said yes"), _("Your request for coaching was accepted. Book the first session."),
        _("Open the coaching"),
    ),
    Engagement.DECLINED: Notice(
        _("Your request for coaching was declined"), _("The coach can't take your request. You find the reason there."),
        _("Open the coaching"),
    ),
}  # fmt: skip


# --- Engagements -------------------------------------------------------------------------------------------------
def _requests_waiting(now: datetime) -> Iterator[Draft]:
    """When two working days of the coach's time are left."""
    known = holidays(now.date() - DAY, now.date() + LOOK_AHEAD).keys()
    for engagement in CoachingEngagement.objects.awaiting_answer(now).select_related("coach__unit"):
        due = warning_time(engagement.answer_by, engagement.coach.zone, known)
        if due > now:
            continue
        key = f"coaching.request_waiting:{engagement.pk}:{engagement.coach_id}"
        yield Draft(key, engagement.coach_id, due, engagement.answer_by, engagement.pk)


def _open_request(reminder: Reminder) -> dict[str, Any] | None:
    found = engagement_news(reminder)
    if found is None or found["engagement"].state != Engagement.REQUESTED:
        return None
    return {**found, "url": reverse("coaching:engagement_answer", args=[reminder.target_id])}


def _waiting_request(reminder: Reminder) -> dict[str, Any] | None:
    """With the last moment for an answer: days left would be untrue in a mail that waited."""
    found = _open_request(reminder)
    return found and {**found, "due": found["engagement"].answer_by}


def _answer(reminder: Reminder) -> dict[str, Any] | None:
    """Yes and no in the subject already; what happened since is other news."""
    found = engagement_news(reminder)
    words = ANSWERS.get(found["engagement"].state) if found else None
    return {**found, "notice": words} if found and words else found


def _leading_coaches(now: datetime) -> Iterator[Draft]:
    """Both, once, whenever a supervision begins that was recorded before. The zone of Jakarta tells the day."""
    led = CoachingEngagement.objects.led_by_coach(timezone.localdate(now))
    for engagement_id, *people in led.values_list("pk", "coachee", "coach"):
        for person in people:
            yield Draft(f"coaching.coach_leads:{engagement_id}:{person}", person, now, now + 14 * DAY, engagement_id)


def _led_engagement(reminder: Reminder) -> dict[str, Any] | None:
    found = engagement_news(reminder)
    return found if found and found["engagement"].is_open else None


# --- Follow-ups --------------------------------------------------------------------------------------------------
def _follow_ups_due(now: datetime) -> Iterator[Draft]:
    """The day before the due date, and once more when it has passed."""
    due_soon = FollowUp.objects.to_do().filter(due__lte=now.date() + 2 * DAY, due__gte=now.date() - 14 * DAY)
    for step in due_soon.select_related("session__engagement__coachee__unit", "session__engagement__coach__unit"):
        end = at_local(step.due, time(0), step.person.zone) + DAY
        late = end <= now
        due = end if late else end - 2 * DAY
        if due <= now:
            key = f"coaching.follow_up_due:{step.pk}:{step.due}:{'late' if late else 'soon'}:{step.person.pk}"
            yield Draft(key, step.person.pk, due, end + 14 * DAY if late else end, step.pk)


def _open_follow_up(reminder: Reminder) -> dict[str, Any] | None:
    step = FollowUp.objects.to_do().filter(pk=reminder.target_id).select_related("session__engagement").first()
    if step is None or f":{step.due}:" not in reminder.key:
        return None
    return {"url": step.session.engagement.get_absolute_url(), "due": step.due}


def _register_engagements() -> None:
    received = Notice(_("Someone asks you for coaching"), _("You have 5 working days for an answer."), _("Answer"))
    kind("request_received", _("Request for coaching"), received, find=nothing_due, context=_open_request)
    waiting = Notice(
        _("A request for coaching waits for you"),
        _("A request for coaching waits for you: please answer before your time ends."),
        _("Answer the request"),
    )
    kind("request_waiting", _("Request waits for the coach"), waiting, find=_requests_waiting, context=_waiting_request)
    answered = Notice(
        _("Answer to your request for coaching"), _("Your request for coaching has an answer."), _("Open the coaching")
    )
    kind("request_answered", _("Answer to your request for coaching"), answered, find=nothing_due, context=_answer)
    words = {
        "request_withdrawn": (_("Request for coaching withdrawn"), _("The coachee needs no answer of yours any more.")),
        "engagement_cancelled": (_("Coaching ended early"), _("This coaching has ended early.")),
    }
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("Open the coaching"))
        kind(code, label, notice, find=nothing_due, context=engagement_news)
    leads = Notice(
        _("Your coaching has a new circumstance"),
        _("Coach and coachee are direct supervisor and subordinate now. The coachee decides how to go on."),
        _("Open the coaching"),
    )
    kind("coach_leads", _("Coach became the supervisor"), leads, find=_leading_coaches, context=_led_engagement)
    step = Notice(_("Follow-up of your coaching"), _("A step you agreed on is due."), _("Open the coaching"))
    kind("follow_up_due", _("Follow-up is due or overdue"), step, find=_follow_ups_due, context=_open_follow_up)


_register_engagements()
