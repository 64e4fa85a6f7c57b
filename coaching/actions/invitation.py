"""What people's own calendars are told about a session."""

from datetime import datetime

from bkn_portal.employees.models import Employee
from bkn_portal.notifications.actions import notify

from ..models import CoachingSession


def send_invitation(session: CoachingSession, recipient: Employee, *, now: datetime) -> None:
    """The session for the recipient's calendar: new, moved or called off, as it stands when the mail goes out."""
    key = f"coaching.session_invitation:{session.pk}:{session.sequence}:{recipient.pk}"
    notify(kind="coaching.session_invitation", recipient=recipient, target_id=session.pk, key=key, now=now)
