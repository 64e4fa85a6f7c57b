"""Who may do what with reminders."""

from bkn_portal.employees.access import can_manage_people
from bkn_portal.employees.models import Employee

from .models import Reminder


def can_read(employee: Employee, reminder: Reminder) -> bool:
    """Only its recipient, once it is in the inbox."""
    return reminder.recipient_id == employee.pk and reminder.delivered_at is not None


def can_manage_reminders(employee: Employee) -> bool:
    """HR admins and system administrators may send again and cancel; they see states and times, never content."""
    return can_manage_people(employee)
