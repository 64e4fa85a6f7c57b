from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "bkn_portal.worklist"
    label = "worklist"
