from .booking import HOLD_FOR, PeriodTaken, book, clear_holds, hold, move, release, sweep_holds
from .busy import forget_calendar, leave_calendar, read_calendars, subscribe_calendar
from .feed import close_feed, open_feed
from .holiday import delete_holiday, save_holiday

__all__ = [
    "HOLD_FOR",
    "PeriodTaken",
    "book",
    "clear_holds",
    "close_feed",
    "delete_holiday",
    "forget_calendar",
    "hold",
    "leave_calendar",
    "move",
    "open_feed",
    "read_calendars",
    "release",
    "save_holiday",
    "subscribe_calendar",
    "sweep_holds",
]
