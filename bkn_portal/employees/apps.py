from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployeesConfig(AppConfig):
    name = "bkn_portal.employees"
    label = "employees"
    verbose_name = _("Employees and units")

    def ready(self) -> None:
        from . import receivers  # noqa: F401
