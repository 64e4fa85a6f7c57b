from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "bkn_portal.core"
    label = "core"
