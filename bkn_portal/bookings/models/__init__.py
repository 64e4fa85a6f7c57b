from .booking import Booking, BookingQuerySet
from .busy import BusyCalendar, BusyCalendarQuerySet, BusyTime
from .feed import CalendarFeed, CalendarFeedQuerySet
from .holiday import Holiday, HolidayQuerySet

__all__ = [
    "Booking",
    "BookingQuerySet",
    "BusyCalendar",
    "BusyCalendarQuerySet",
    "BusyTime",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "Holiday",
    "HolidayQuerySet",
]
