from django.apps import AppConfig


class SampleConfig(AppConfig):
    """An app with a reminder kind, for a real worker process."""

    name = "tests.notifications.sample"
    label = "sample"
