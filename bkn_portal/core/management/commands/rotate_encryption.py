"""After a new key was put first in ENCRYPTION_KEYS: encrypt what is stored with it, so that the old key can go."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from bkn_portal.core.crypto import EncryptedTextField, reencrypt


class Command(BaseCommand):
    help = "Encrypt every encrypted column anew with the first key of ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, EncryptedTextField):
                    count = reencrypt(model, field.attname)
                    self.stdout.write(f"{model._meta.label}.{field.attname}: {count}")
