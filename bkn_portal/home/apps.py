from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "bkn_portal.home"
    label = "home"
