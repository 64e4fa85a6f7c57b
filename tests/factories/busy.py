"""Makers of busy calendars."""

from datetime import UTC, datetime, timedelta

import factory

from bkn_portal.bookings.models import BusyCalendar, BusyTime

from .employees import EmployeeFactory

TUESDAY = datetime(2026, 11, 24, 2, tzinfo=UTC)


class BusyCalendarFactory(factory.django.DjangoModelFactory):
    """Read an hour ago."""

    class Meta:
        model = BusyCalendar

    person = factory.SubFactory(EmployeeFactory)
    address = "https://calendar.example.org/private-Rahasia7/basic.ics"
    next_try_at = TUESDAY
    read_at = TUESDAY - timedelta(hours=1)
    known_until = TUESDAY + timedelta(weeks=8)


class BusyTimeFactory(factory.django.DjangoModelFactory):
    """Wednesday 10.00–11.00 WIB."""

    class Meta:
        model = BusyTime

    calendar = factory.SubFactory(BusyCalendarFactory)
    start = datetime(2026, 11, 25, 3, tzinfo=UTC)
    end = datetime(2026, 11, 25, 4, tzinfo=UTC)
