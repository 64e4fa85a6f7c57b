"""What people's own calendars are told about a session."""

from datetime import datetime

from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify

from ..models import CoachingSession, GroupSession


def send_invitation(session: CoachingSession, recipient: Employee, *, now: datetime) -> None:
    """The session for the recipient's calendar: new, moved or called off, as it stands when the mail goes out.

    A coach has the group there, not each one's part.
    """
    if session.group_id and recipient.pk == session.engagement.coach_id:
        return
    key = f"coaching.session_invitation:{session.pk}:{session.sequence}:{recipient.pk}"
    notify(kind="coaching.session_invitation", recipient=recipient, target_id=session.pk, key=key, now=now)


def send_group_invitation(group: GroupSession, *, now: datetime) -> None:
    """The group for its coach's calendar."""
    key = f"coaching.group_invitation:{group.pk}:{group.sequence}:{group.coach_id}"
    notify(kind="coaching.group_invitation", recipient=group.coach, target_id=group.pk, key=key, now=now)
