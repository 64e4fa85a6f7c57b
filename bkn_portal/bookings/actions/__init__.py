from .booking import PeriodTaken, book, move, release
from .holiday import delete_holiday, save_holiday

__all__ = ["PeriodTaken", "book", "delete_holiday", "move", "release", "save_holiday"]
