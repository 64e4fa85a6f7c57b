from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    name = "coaching"
    verbose_name = _("Coaching")

    def ready(self) -> None:
        from bkn_portal.hours.sources import name_source

        from . import receivers  # noqa: F401
        from .models.session import BOOKING_KIND, PLAIN_NAME

        name_source(BOOKING_KIND, PLAIN_NAME)
