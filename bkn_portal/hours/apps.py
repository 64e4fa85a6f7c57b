from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "bkn_portal.hours"
    label = "hours"
