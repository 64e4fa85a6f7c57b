"""After a new key was put first in ENCRYPTION_KEYS: encrypt what is stored with it, so that the old key can go."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from bkn_portal.core import crypto

SECRETS = ("secret", "seed", "migrated_codes")
"""What allauth keeps encrypted in an authenticator's data; codes are a list."""


class Command(BaseCommand):
    help = "Encrypt every encrypted column and every second factor anew with the first key of ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, crypto.EncryptedTextField):
                    count = crypto.reencrypt(model, field.attname)
                    self.stdout.write(f"{model._meta.label}.{field.attname}: {count}")
        keys = Authenticator.objects.order_by("pk").values_list("pk", flat=True)
        self.stdout.write(f"mfa.Authenticator.data: {sum(self._second_factor(key) for key in keys)}")

    @transaction.atomic
    def _second_factor(self, key: int) -> bool:
        one = Authenticator.objects.select_for_update().filter(pk=key).first()
        secrets = {name: one.data[name] for name in SECRETS if one.data.get(name)} if one else {}
        for name, value in secrets.items():
            one.data[name] = (
                [crypto.rotate(code) for code in value] if isinstance(value, list) else crypto.rotate(value)
            )
        if secrets:
            one.save(update_fields=["data"])
        return bool(secrets)
