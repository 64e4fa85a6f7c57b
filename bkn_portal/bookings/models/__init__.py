from .booking import Booking, BookingQuerySet
from .holiday import Holiday, HolidayQuerySet

__all__ = ["Booking", "BookingQuerySet", "Holiday", "HolidayQuerySet"]
