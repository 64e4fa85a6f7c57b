"""Sessions: the time ahead, what is owed afterwards, and what the other one did."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.calendar import Invitation, invitation
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee
from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft, nothing_due

from ..models import CoachingSession
from ..models.engagement import RECORD_STATES
from ..queries import appointment_of
from .kinds import DAY, HOUR, Find, Notice, about, kind, session_news, session_of

LATE_DAYS = (7, 3, 1)
GIVE_UP = {1: 3, 3: 7, 7: 14}
"""Days after the session at which a reminder of that day is useless, because the next one came or nobody will."""
Session = CoachingSession.State
WORDS_OF_CALENDAR = {
    Session.SCHEDULED: _("Coaching session for your calendar"),
    Session.CANCELLED: _("Coaching session off your calendar"),
}


# --- Sessions: the time ahead ------------------------------------------------------------------------------------
def _before(code: str, lead: timedelta, *, only_coachee_without_agenda: bool = False, day_before: bool = False) -> Find:
    """Due from `lead` before the start until the start; a session that moves, even away and back, makes a new key.

    `day_before`: no longer on the day of the session itself. The sessions of a group make one key for its coach.
    """

    def find(now: datetime) -> Iterator[Draft]:
        sessions = CoachingSession.objects.starting(now, within=lead)
        if only_coachee_without_agenda:
            sessions = sessions.counted().filter(agenda="")
        for session in sessions.select_related("engagement__coachee__unit", "engagement__coach__unit"):
            people = [session.engagement.coachee]
            if not only_coachee_without_agenda:
                people.append(session.engagement.coach)
            for person in people:
                if not day_before or _is_day_before(session.start, now, person):
                    start = session.start.isoformat()
                    key = f"coaching.{code}:{_talk_of(session, person.pk)}:{start}:{person.pk}"
                    yield Draft(key, person.pk, session.start - lead, session.start, session.pk)

    return find


def _talk_of(session: CoachingSession, person_id: int) -> str:
    """What the session is for that person: a talk and how often it moved; a group's coach has one talk."""
    of_group = session.group_id and person_id == session.engagement.coach_id
    return f"{f'g{session.group_id}' if of_group else session.pk}:{session.sequence}"


def _about_time(session: CoachingSession, reminder: Reminder) -> dict[str, Any]:
    """As every reminder tells of a session; a group's coach hears of the group instead of one of its coachees."""
    if session.group_id and reminder.recipient_id == session.engagement.coach_id:
        return {"url": session.group.get_absolute_url(), "session": session.group}
    return about(session, reminder)


def _for_all(session: CoachingSession | None, reminder: Reminder, states: tuple[str, ...]) -> CoachingSession | None:
    """The session, or for a group's coach another one of the group that is in one of the states."""
    if session is None or session.state in states or session.group_id is None:
        return session
    if reminder.recipient_id != session.engagement.coach_id:
        return session
    return CoachingSession.objects.with_people().filter(group=session.group_id, state__in=states).first()


def _is_day_before(start: datetime, now: datetime, person: Employee) -> bool:
    """Whether "tomorrow" is true for the person, by the days of their zone."""
    return local_date(now, person.zone) < local_date(start, person.zone)


def _tomorrow(reminder: Reminder) -> dict[str, Any] | None:
    """None as well when the day has come while the mail waited."""
    now = reminder.claimed_at or reminder.due_at
    return _upcoming(reminder) if _is_day_before(reminder.expires_at, now, reminder.recipient) else None


def _upcoming(reminder: Reminder) -> dict[str, Any] | None:
    session = _for_all(session_of(reminder), reminder, (Session.SCHEDULED,))
    if session is None or not session.is_ahead(reminder.claimed_at or reminder.due_at):
        return None
    if not reminder.key.startswith(f"{reminder.kind}:{_talk_of(session, reminder.recipient_id)}:"):
        return None
    return _about_time(session, reminder)


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
            talk = _talk_of(session, person).partition(":")[0]
            key = f"coaching.{code}:{talk}:{moment.isoformat()}:{days}:{person}"
            yield Draft(key, person, moment + days * DAY, moment + GIVE_UP[days] * DAY, session.pk)

    return find


def _owed(states: tuple[str, ...], route: str) -> Callable[[Reminder], dict[str, Any] | None]:
    def context(reminder: Reminder) -> dict[str, Any] | None:
        session = _for_all(session_of(reminder), reminder, states)
        if session is None or session.state not in states or session.engagement.state not in RECORD_STATES:
            return None
        found = _about_time(session, reminder)
        return found if "other" not in found else {**found, "url": reverse(route, args=[session.pk])}

    return context


# --- Sessions: the calendar --------------------------------------------------------------------------------------
def _standing_news(reminder: Reminder) -> dict[str, Any] | None:
    """News of a session that is still to come."""
    session = session_of(reminder)
    return about(session, reminder) if session and session.state == Session.SCHEDULED else None


def _own_calendar(reminder: Reminder) -> dict[str, Any] | None:
    """The session for the calendar of whoever booked, moved or called it off."""
    session = session_of(reminder)
    if session is None or session.state not in WORDS_OF_CALENDAR:
        return None
    text = WORDS_OF_CALENDAR[session.state]
    return {**about(session, reminder), "notice": Notice(text, text, _("Open the session"))}


def _invitation(reminder: Reminder, context: dict[str, Any]) -> Invitation | None:
    """None for a session that is over: calendars keep it as it was."""
    session = context["session"]
    if session.state not in WORDS_OF_CALENDAR:
        return None
    return invitation(appointment_of(session), now=timezone.now())


def _register_sessions() -> None:
    open_session = _("Open the session")
    tomorrow = Notice(_("Coaching session tomorrow"), _("Your coaching session is tomorrow."), open_session)
    kind(
        "session_tomorrow", _("Coaching session tomorrow"), tomorrow,
        find=_before("session_tomorrow", DAY, day_before=True), context=_tomorrow,
        can_wait=False,  # late, "tomorrow" is not true
    )  # fmt: skip
    soon = Notice(_("Coaching session in one hour"), _("Your coaching session begins in one hour."), open_session)
    kind(
        "session_soon", _("Coaching session in one hour"), soon,
        find=_before("session_soon", HOUR), context=_upcoming, can_wait=False,
    )  # fmt: skip
    agenda = Notice(
        _("Agenda for your coaching session"),
        _("Tell your coach what you want to talk about; three sentences are enough."),
        _("Write the agenda"),
    )
    kind(
        "agenda_missing", _("Agenda of a coaching session is missing"), agenda,
        find=_before("agenda_missing", DAY, only_coachee_without_agenda=True), context=_without_agenda,
    )  # fmt: skip


def _register_what_is_owed() -> None:
    feedback = Notice(
        _("Your feedback is due"), _("The coachee waits for your feedback on the session."), _("Give feedback")
    )
    kind(
        "feedback_due", _("Feedback on a coaching session is due"), feedback,
        find=_late("feedback_due", CoachingSession.objects.awaiting_feedback, "end", "coach_id"),
        context=_owed((Session.SCHEDULED, Session.HELD), "coaching:session_feedback"),
    )  # fmt: skip
    reflection = Notice(
        _("Your reflection is due"),
        _("Your coach has given feedback. Your reflection closes the session and counts the JP."),
        _("Read it and reflect"),
    )
    kind(
        "reflection_due", _("Reflection on a coaching session is due"), reflection,
        find=_late(
            "reflection_due", lambda now: CoachingSession.objects.awaiting_reflection(), "state_changed_at",
            "coachee_id",
        ),
        context=_owed((Session.FEEDBACK_GIVEN,), "coaching:session_reflection"),
    )  # fmt: skip


def _register_session_news() -> None:
    open_session = _("Open the session")
    words = {
        "session_booked": (_("Coaching session booked"), _("A coaching session has been booked."), _standing_news),
        "group_invited": (
            _("Invitation to a group session"),
            _(
                "Your coach invites you to talk in a group. Say whether you take part; "
                "the others learn your name only then."
            ),
            _standing_news,
        ),
        "session_moved": (
            _("Coaching session changed"),
            _("Your coaching session has changed. This is when and where it takes place now."), _standing_news,
        ),
        "session_cancelled": (
            _("Coaching session cancelled"), _("Your coaching session will not take place."), session_news,
        ),
    }  # fmt: skip
    for code, (label, text, context) in words.items():
        notice = Notice(label, text, open_session)
        kind(code, label, notice, find=nothing_due, context=context, can_wait=False, calendar=_invitation)
    own = Notice(_("Coaching session for your calendar"), "", open_session)
    kind(
        "session_invitation", _("Calendar invitation of a session you booked"), own, find=nothing_due,
        context=_own_calendar, can_wait=False, inbox=False, calendar=_invitation,
    )  # fmt: skip
    _register_record_news()


def _register_record_news() -> None:
    words = {
        "session_recorded": (_("Coaching session recorded"), _("A talk that nobody had booked has been recorded.")),
        "session_missed": (_("Coaching session missed"), _("A coaching session did not take place.")),
        "feedback_returned": (_("Please correct your feedback"), _("The coachee asks you to correct the record.")),
        "session_agreed": (_("Coaching session completed"), _("The coachee has reflected and agreed.")),
    }
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("Open the session"))
        kind(code, label, notice, find=nothing_due, context=session_news, can_wait=code == "session_agreed")
    given = Notice(
        _("Feedback from your coach"), _("Your coach has given feedback on the session."), _("Read it and reflect")
    )
    kind(
        "feedback_given", _("Feedback from your coach"), given, find=nothing_due,
        context=_owed((Session.FEEDBACK_GIVEN,), "coaching:session_reflection"),
    )  # fmt: skip


_register_sessions()
_register_what_is_owed()
_register_session_news()
