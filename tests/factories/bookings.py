"""Makers of holidays."""

from datetime import date

import factory

from bkn_portal.bookings.models import Holiday


class HolidayFactory(factory.django.DjangoModelFactory):
    """Christmas, unless told otherwise."""

    class Meta:
        model = Holiday

    day = date(2026, 12, 25)
    name = "Hari Raya Natal"
    source = "Keputusan contoh"
