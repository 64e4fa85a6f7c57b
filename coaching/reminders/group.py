"""Group sessions, as their coach hears of them: who can't come, and what the calendar takes in."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bkn_portal.bookings.calendar import Invitation, invitation
from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import nothing_due

from ..models import CoachingSession, GroupSession
from ..queries import appointment_of_group
from .kinds import Notice, kind, session_of

WORDS_OF_CALENDAR = {
    GroupSession.State.SCHEDULED: _("Group session for your calendar"),
    GroupSession.State.CANCELLED: _("Group session off your calendar"),
}
OPEN = _("Open the group session")


def _left(reminder: Reminder) -> dict[str, Any] | None:
    """Who can't come, and how many are left at this moment."""
    session = session_of(reminder)
    if session is None or session.group is None:
        return None
    left = session.group.sessions.filter(state=CoachingSession.State.SCHEDULED).count()
    notice = Notice(_("A coachee can't come to your group session"), _sentence(left), OPEN)
    other = session.engagement.coachee
    return {"url": session.group.get_absolute_url(), "session": session.group, "other": other, "notice": notice}


def _sentence(left: int) -> Any:
    if left == 0:
        return _("Nobody is left, so the group session is called off. The reason is in the portal.")
    if left == 1:
        return _(
            "One coachee is left: it goes on as a talk of two unless you call it off. The reason is in the portal."
        )
    text = ngettext_lazy(
        "%(count)d coachee still comes. The reason is in the portal.",
        "%(count)d coachees still come. The reason is in the portal.",
        "count",
    )
    return text % {"count": left}


def _own_calendar(reminder: Reminder) -> dict[str, Any] | None:
    group = GroupSession.objects.select_related("coach__unit").filter(pk=reminder.target_id).first()
    if group is None:
        return None
    words = WORDS_OF_CALENDAR[GroupSession.State(group.state)]
    return {"url": group.get_absolute_url(), "session": group, "notice": Notice(words, words, OPEN)}


def _invitation(reminder: Reminder, context: dict[str, Any]) -> Invitation:
    return invitation(appointment_of_group(context["session"]), now=timezone.now())


words = Notice("", "", OPEN)  # what it says depends on how things stand
kind(
    "group_left", _("A coachee can't come to your group session"), words, find=nothing_due, context=_left,
    can_wait=False,
)  # fmt: skip
kind(
    "group_invitation", _("Calendar invitation of a group session"), words, find=nothing_due, context=_own_calendar,
    can_wait=False, inbox=False, calendar=_invitation,
)  # fmt: skip
