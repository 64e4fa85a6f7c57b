from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingsConfig(AppConfig):
    name = "bkn_portal.bookings"
    label = "bookings"
    verbose_name = _("Time and holidays")

    def ready(self) -> None:
        from . import receivers  # noqa: F401
