from .booking import HOLD_FOR, PeriodTaken, book, clear_holds, hold, move, release, sweep_holds
from .feed import close_feed, open_feed
from .holiday import delete_holiday, save_holiday

__all__ = [
    "HOLD_FOR",
    "PeriodTaken",
    "book",
    "clear_holds",
    "close_feed",
    "delete_holiday",
    "hold",
    "move",
    "open_feed",
    "release",
    "save_holiday",
    "sweep_holds",
]
