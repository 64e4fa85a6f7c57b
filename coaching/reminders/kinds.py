"""How a kind of coaching's reminders is declared, and what their mails tell: people, times, places, never content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft, ReminderKind, register

from ..models import CoachingEngagement, CoachingSession

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TEMPLATE = "coaching/emails/notice"
WHY = _("You get this because you take part in this coaching.")
Find = Callable[[datetime], Iterator[Draft]]
Context = Callable[[Reminder], dict[str, Any] | None]


@dataclass(frozen=True)
class Notice:
    """The words of one kind: the subject, one sentence, and what the button says."""

    subject: Any
    text: Any
    action: Any


def kind(code: str, label: Any, notice: Notice, *, find: Find, context: Any, why: Any = WHY, **options: Any) -> None:
    def with_words(reminder: Reminder) -> dict[str, Any] | None:
        found = context(reminder)
        return None if found is None else {"notice": notice, **found}

    register(
        ReminderKind(
            code=f"coaching.{code}", label=label, why=why, template=TEMPLATE, find=find, context=with_words, **options
        )
    )


def session_news(reminder: Reminder) -> dict[str, Any] | None:
    session = session_of(reminder)
    return None if session is None else about(session, reminder)


def session_of(reminder: Reminder) -> CoachingSession | None:
    return CoachingSession.objects.with_people().filter(pk=reminder.target_id).first()


def about(session: CoachingSession, reminder: Reminder) -> dict[str, Any]:
    other = session.engagement.other_than(reminder.recipient)
    return {"url": session.get_absolute_url(), "session": session, "other": other}


def engagement_news(reminder: Reminder) -> dict[str, Any] | None:
    engagement = CoachingEngagement.objects.with_people().filter(pk=reminder.target_id).first()
    if engagement is None:
        return None
    other = engagement.other_than(reminder.recipient)
    return {"url": engagement.get_absolute_url(), "engagement": engagement, "other": other}
