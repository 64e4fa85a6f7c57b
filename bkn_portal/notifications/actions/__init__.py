from .claims import claim_batch, close_expired, release_abandoned
from .delivery import deliver_batch, deliver_due, forget_mail_days, sweep
from .inbox import choose_notifications, mark_all_read, mark_read
from .operations import cancel_reminder, resend_reminder
from .queue import drop_reminders, notify, plan_reminders

__all__ = [
    "cancel_reminder",
    "choose_notifications",
    "claim_batch",
    "close_expired",
    "deliver_batch",
    "deliver_due",
    "drop_reminders",
    "forget_mail_days",
    "mark_all_read",
    "mark_read",
    "notify",
    "plan_reminders",
    "release_abandoned",
    "resend_reminder",
    "sweep",
]
