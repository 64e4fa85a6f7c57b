"""The kinds of reminder; each app declares its own in its `reminders.py`, which is imported at start."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bkn_portal.bookings.calendar import Invitation

if TYPE_CHECKING:
    from .models import Reminder


@dataclass(frozen=True)
class Draft:
    """A reminder that should exist. `key` is deterministic, so that finding it again changes nothing."""

    key: str
    recipient_id: int
    due_at: datetime
    expires_at: datetime
    target_id: int


@dataclass(frozen=True)
class ReminderKind:
    """One kind: when it is due, whether it is still wanted, and its three templates.

    `label` names it on the preferences page, `why` is the sentence in the mail that says why it came (both lazy).
    `template` is the stem of <stem>.subject.txt, .txt and .html. `find(now)` gives what is due by then: a window
    that catches up after a missed beat, never an exact moment. `context(reminder)` gives what the templates need,
    with "url", the path of the exact form; None drops the reminder at send time. `mandatory` can't be turned off.
    `can_wait` is held in quiet hours and may go to a digest; what can't wait, or is mandatory, is not held back by the
    three mails a day either. `inbox` False: a mail without a line in the inbox.
    `private`: who gets it is nobody else's business, so the administration lists none of the kind, whoever looks.
    `calendar` gives the invitation that goes with the mail, from the reminder and its context; such a mail can't
    wait, because a digest would bring it without its calendar part.
    """

    code: str
    label: Any
    why: Any
    template: str
    find: Callable[[datetime], Iterable[Draft]]
    context: Callable[["Reminder"], dict[str, Any] | None]
    mandatory: bool = False
    can_wait: bool = True
    inbox: bool = True
    private: bool = False
    calendar: Callable[["Reminder", dict[str, Any]], Invitation | None] | None = None

    @property
    def app_label(self) -> str:
        return self.code.partition(".")[0]


_kinds: dict[str, ReminderKind] = {}


def register(kind: ReminderKind) -> ReminderKind:
    """Add a kind; called when an app's `reminders.py` is imported.

    Raises ValueError when the code is taken, or when a digest could swallow an invitation.
    """
    if kind.code in _kinds:
        raise ValueError(f"the reminder kind {kind.code} is registered twice")
    if kind.calendar and kind.can_wait:
        raise ValueError(f"the reminder kind {kind.code} brings an invitation and can wait")
    _kinds[kind.code] = kind
    return kind


def unregister(kind: ReminderKind) -> None:
    """Take a kind away again; for tests."""
    del _kinds[kind.code]


def get(code: str) -> ReminderKind | None:
    """The kind, or None when it is no longer part of the portal."""
    return _kinds.get(code)


def kinds() -> tuple[ReminderKind, ...]:
    return tuple(_kinds.values())


def private_codes() -> list[str]:
    """The kinds that the administration doesn't list."""
    return [kind.code for kind in kinds() if kind.private]


def nothing_due(now: datetime) -> list[Draft]:
    """`find` of a kind that only `actions.notify` creates."""
    return []


def is_mandatory(code: str) -> bool:
    """Whether nobody can turn the kind off."""
    kind = get(code)
    return kind is not None and kind.mandatory
