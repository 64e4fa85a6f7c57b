from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bkn_portal.bookings"
    label = "bookings"
