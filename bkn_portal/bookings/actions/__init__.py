from .booking import PeriodTaken, book, move, release
from .feed import close_feed, open_feed
from .holiday import delete_holiday, save_holiday

__all__ = ["PeriodTaken", "book", "close_feed", "delete_holiday", "move", "open_feed", "release", "save_holiday"]
