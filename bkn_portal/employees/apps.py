from django.apps import AppConfig


class EmployeesConfig(AppConfig):
    name = "bkn_portal.employees"
    label = "employees"
