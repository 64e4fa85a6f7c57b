from .inbox import choose_notifications, mark_all_read, mark_read
from .queue import drop_reminders, notify, plan_reminders

__all__ = [
    "choose_notifications",
    "drop_reminders",
    "mark_all_read",
    "mark_read",
    "notify",
    "plan_reminders",
]
