"""Holidays whose date never moves; the others stand in decrees, which HR reads and no demo invents."""

from datetime import date, datetime

from bkn_portal.bookings import actions
from bkn_portal.bookings.models import Holiday
from bkn_portal.core.periods import Zone, local_date

from .people import People

FIXED = ((1, 1, "Tahun Baru Masehi"), (8, 17, "Hari Kemerdekaan Republik Indonesia"), (12, 25, "Hari Raya Natal"))
SOURCE = "Tanggal tetap setiap tahun (data demo)"


def load_holidays(people: People, *, now: datetime) -> None:
    """Those of this year and the next."""
    year = local_date(now, Zone.WIB).year
    for number in (year, year + 1):
        for month, day, name in FIXED:
            holiday = Holiday(day=date(number, month, day), name=name, source=SOURCE)
            actions.save_holiday(holiday=holiday, by=people.cast["hr_admin"], now=now)
