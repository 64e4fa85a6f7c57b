from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class WorklistConfig(AppConfig):
    name = "bkn_portal.worklist"
    label = "worklist"
    verbose_name = _("Your list")

    def ready(self) -> None:
        autodiscover_modules("worklist")
