"""One number for everything in the database, to see whether two demos are the same."""

import hashlib

from django.apps import apps
from django.core import serializers

# Salted or stamped by chance, so never the same twice.
SECRET_FIELDS = {"password"}
RANDOM_FIELDS = {"hours.Certificate": {"number"}}
# Random keys and shuffled answers are what keeps the giver unknown (docs/adr/0013).
RANDOM_MODELS = {"coaching.EvaluationMark", "coaching.EvaluationPool", "coaching.EvaluationAnswer"}
OURS = ("audit", "employees", "bookings", "notifications", "competencies", "hours", "coaching")


def database_digest() -> str:
    digest = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model._meta.app_label in OURS and model._meta.label not in RANDOM_MODELS:
            left_out = SECRET_FIELDS | RANDOM_FIELDS.get(model._meta.label, set())
            fields = [field.name for field in model._meta.fields if field.name not in left_out]
            rows = model._default_manager.order_by("pk")
            digest.update(serializers.serialize("json", rows, fields=fields).encode())
    return digest.hexdigest()
