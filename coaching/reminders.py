"""What coaching reminds of. Mails name people, times and places; goals, records and themes stay in the portal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.periods import at_local
from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft, ReminderKind, nothing_due, register

from .models import CoachingEngagement, CoachingSession, FollowUp

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LATE_DAYS = (7, 3, 1)
GIVE_UP = {1: 3, 3: 7, 7: 14}
"""Days after the session at which a reminder of that day is useless, because the next one came or nobody will."""
TEMPLATE = "coaching/emails/notice"
WHY = _("You get this because you take part in this coaching.")
Session, Engagement = CoachingSession.State, CoachingEngagement.State
Find = Callable[[datetime], Iterator[Draft]]


@dataclass(frozen=True)
class Notice:
    """The words of one kind: the subject, one sentence, and what the button says."""

    subject: Any
    text: Any
    action: Any


def _kind(code: str, label: Any, notice: Notice, *, find: Find, context: Any, **options: Any) -> None:
    def with_words(reminder: Reminder) -> dict[str, Any] | None:
        found = context(reminder)
        return None if found is None else {"notice": notice, **found}

    register(
        ReminderKind(
            code=f"coaching.{code}", label=label, why=WHY, template=TEMPLATE, find=find, context=with_words, **options
        )
    )


# --- Sessions: the time ahead ------------------------------------------------------------------------------------
def _before(code: str, lead: timedelta, *, only_coachee_without_agenda: bool = False) -> Find:
    """Due from `lead` before the start until the start; a moved session makes a new key."""

    def find(now: datetime) -> Iterator[Draft]:
        sessions = CoachingSession.objects.starting(now, within=lead)
        if only_coachee_without_agenda:
            sessions = sessions.filter(agenda="")
        for session in sessions.select_related("engagement"):
            people = [session.engagement.coachee_id]
            if not only_coachee_without_agenda:
                people.append(session.engagement.coach_id)
            for person in people:
                key = f"coaching.{code}:{session.pk}:{session.start.isoformat()}:{person}"
                yield Draft(key, person, session.start - lead, session.start, session.pk)

    return find


def _upcoming(reminder: Reminder) -> dict[str, Any] | None:
    session = _session(reminder)
    if session is None or session.state != Session.SCHEDULED or session.start != reminder.expires_at:
        return None
    return _about(session, reminder)


def _without_agenda(reminder: Reminder) -> dict[str, Any] | None:
    found = _upcoming(reminder)
    if found is None or found["session"].agenda:
        return None
    return {**found, "url": reverse("coaching:session_agenda", args=[found["session"].pk])}


# --- Sessions: what is owed afterwards ---------------------------------------------------------------------------
def _late(code: str, sessions: Callable[[datetime], QuerySet[CoachingSession]], since: str, recipient: str) -> Find:
    """Due 1, 3 and 7 days after the moment in field `since`; of days already passed only the latest is sent."""

    def find(now: datetime) -> Iterator[Draft]:
        owed = sessions(now).filter(**{f"{since}__lte": now - DAY, f"{since}__gt": now - GIVE_UP[7] * DAY})
        for session in owed.select_related("engagement"):
            moment = getattr(session, since)
            days = next(days for days in LATE_DAYS if moment + days * DAY <= now)
            person = getattr(session.engagement, recipient)
            key = f"coaching.{code}:{session.pk}:{moment.isoformat()}:{days}:{person}"
            yield Draft(key, person, moment + days * DAY, moment + GIVE_UP[days] * DAY, session.pk)

    return find


def _owed(states: tuple[str, ...], route: str) -> Callable[[Reminder], dict[str, Any] | None]:
    def context(reminder: Reminder) -> dict[str, Any] | None:
        session = _session(reminder)
        if session is None or session.state not in states or session.engagement.state != Engagement.ACTIVE:
            return None
        return {**_about(session, reminder), "url": reverse(route, args=[session.pk])}

    return context


def _session_news(reminder: Reminder) -> dict[str, Any] | None:
    session = _session(reminder)
    return None if session is None else _about(session, reminder)


def _session(reminder: Reminder) -> CoachingSession | None:
    return CoachingSession.objects.with_people().filter(pk=reminder.target_id).first()


def _about(session: CoachingSession, reminder: Reminder) -> dict[str, Any]:
    other = session.engagement.other_than(reminder.recipient)
    return {"url": session.get_absolute_url(), "session": session, "other": other}


# --- Engagements -------------------------------------------------------------------------------------------------
def _requests_waiting(now: datetime) -> Iterator[Draft]:
    """Two days before the coach's time ends."""
    for engagement in CoachingEngagement.objects.awaiting_answer(now).filter(answer_by__lte=now + 2 * DAY):
        key = f"coaching.request_waiting:{engagement.pk}:{engagement.coach_id}"
        due = engagement.answer_by - 2 * DAY
        yield Draft(key, engagement.coach_id, due, engagement.answer_by, engagement.pk)


def _open_request(reminder: Reminder) -> dict[str, Any] | None:
    found = _engagement_news(reminder)
    if found is None or found["engagement"].state != Engagement.REQUESTED:
        return None
    return {**found, "url": reverse("coaching:engagement_answer", args=[reminder.target_id])}


def _engagement_news(reminder: Reminder) -> dict[str, Any] | None:
    engagement = CoachingEngagement.objects.with_people().filter(pk=reminder.target_id).first()
    if engagement is None:
        return None
    other = engagement.other_than(reminder.recipient)
    return {"url": engagement.get_absolute_url(), "engagement": engagement, "other": other}


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


def _register_sessions() -> None:
    open_session = _("Open the session")
    tomorrow = Notice(_("Coaching session tomorrow"), _("Your coaching session is tomorrow."), open_session)
    _kind(
        "session_tomorrow", _("Coaching session tomorrow"), tomorrow,
        find=_before("session_tomorrow", DAY), context=_upcoming, can_wait=False,  # late, "tomorrow" is not true
    )  # fmt: skip
    soon = Notice(_("Coaching session in one hour"), _("Your coaching session begins in one hour."), open_session)
    _kind(
        "session_soon", _("Coaching session in one hour"), soon,
        find=_before("session_soon", HOUR), context=_upcoming, can_wait=False,
    )  # fmt: skip
    agenda = Notice(
        _("Agenda for your coaching session"),
        _("Tell your coach what you want to talk about; three sentences are enough."),
        _("Write the agenda"),
    )
    _kind(
        "agenda_missing", _("Agenda of a coaching session is missing"), agenda,
        find=_before("agenda_missing", DAY, only_coachee_without_agenda=True), context=_without_agenda,
    )  # fmt: skip


def _register_what_is_owed() -> None:
    feedback = Notice(
        _("Your feedback is due"), _("The coachee waits for your feedback on the session."), _("Give feedback")
    )
    _kind(
        "feedback_due", _("Feedback on a coaching session is due"), feedback,
        find=_late("feedback_due", CoachingSession.objects.awaiting_feedback, "end", "coach_id"),
        context=_owed((Session.SCHEDULED, Session.HELD), "coaching:session_feedback"),
    )  # fmt: skip
    reflection = Notice(
        _("Your reflection is due"),
        _("Your coach has given feedback. Your reflection closes the session and counts the JP."),
        _("Read it and reflect"),
    )
    _kind(
        "reflection_due", _("Reflection on a coaching session is due"), reflection,
        find=_late(
            "reflection_due", lambda now: CoachingSession.objects.awaiting_reflection(), "state_changed_at",
            "coachee_id",
        ),
        context=_owed((Session.FEEDBACK_GIVEN,), "coaching:session_reflection"),
    )  # fmt: skip


def _register_session_news() -> None:
    words = {
        "session_booked": (_("Coaching session booked"), _("A coaching session has been booked.")),
        "session_moved": (_("Coaching session moved"), _("Your coaching session has a new time.")),
        "session_cancelled": (_("Coaching session cancelled"), _("Your coaching session will not take place.")),
        "feedback_returned": (_("Please correct your feedback"), _("The coachee asks you to correct the record.")),
        "session_agreed": (_("Coaching session completed"), _("The coachee has reflected and agreed.")),
    }
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("Open the session"))
        _kind(code, label, notice, find=nothing_due, context=_session_news, can_wait=code == "session_agreed")
    given = Notice(
        _("Feedback from your coach"), _("Your coach has given feedback on the session."), _("Read it and reflect")
    )
    _kind(
        "feedback_given", _("Feedback from your coach"), given, find=nothing_due,
        context=_owed((Session.FEEDBACK_GIVEN,), "coaching:session_reflection"),
    )  # fmt: skip


def _register_engagements() -> None:
    received = Notice(_("Someone asks you for coaching"), _("You have 5 working days for an answer."), _("Answer"))
    _kind("request_received", _("Request for coaching"), received, find=nothing_due, context=_open_request)
    waiting = Notice(
        _("A request for coaching waits for you"), _("Two days are left for your answer."), _("Answer the request")
    )
    _kind("request_waiting", _("Request waits for the coach"), waiting, find=_requests_waiting, context=_open_request)
    words = {
        "request_answered": (_("Answer to your request for coaching"), _("Your request for coaching has an answer.")),
        "engagement_cancelled": (_("Coaching ended early"), _("This coaching has ended early.")),
        "engagement_completed": (_("Coaching completed"), _("This coaching is completed. Thank you, both of you.")),
    }
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("Open the coaching"))
        _kind(code, label, notice, find=nothing_due, context=_engagement_news)
    step = Notice(_("Follow-up of your coaching"), _("A step you agreed on is due."), _("Open the coaching"))
    _kind("follow_up_due", _("Follow-up is due or overdue"), step, find=_follow_ups_due, context=_open_follow_up)


_register_sessions()
_register_what_is_owed()
_register_session_news()
_register_engagements()
