from .booking import Booking, BookingQuerySet
from .feed import CalendarFeed, CalendarFeedQuerySet
from .holiday import Holiday, HolidayQuerySet

__all__ = ["Booking", "BookingQuerySet", "CalendarFeed", "CalendarFeedQuerySet", "Holiday", "HolidayQuerySet"]
