from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "bkn_portal.audit"
    label = "audit"
