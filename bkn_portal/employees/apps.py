from django.apps import AppConfig


class EmployeesConfig(AppConfig):
    name = "bkn_portal.employees"
    label = "employees"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
