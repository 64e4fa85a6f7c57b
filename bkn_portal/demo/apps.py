from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bkn_portal.demo"
    label = "demo"
