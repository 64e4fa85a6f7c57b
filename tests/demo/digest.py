"""One number for everything in the database, to see whether two demos are the same."""

import hashlib

from django.apps import apps
from django.core import serializers

# Salted or stamped by chance, so never the same twice.
SECRET_FIELDS = {"password"}
OURS = ("audit", "employees", "bookings", "notifications", "competencies", "hours", "coaching")


def database_digest() -> str:
    digest = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model._meta.app_label in OURS:
            fields = [field.name for field in model._meta.fields if field.name not in SECRET_FIELDS]
            rows = model._default_manager.order_by("pk")
            digest.update(serializers.serialize("json", rows, fields=fields).encode())
    return digest.hexdigest()
