from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "bkn_portal.notifications"
    label = "notifications"
