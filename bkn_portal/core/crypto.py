"""Text that only its readers in the portal can read: encrypted at rest, keys outside the database."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import ExpressionWrapper, F, Value
from django.db.models.lookups import Exact, IsNull

PAGE = 500


@lru_cache(maxsize=1)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Encrypt with the newest key of settings.ENCRYPTION_KEYS."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypt with whichever key fits. Raises cryptography.fernet.InvalidToken when none does."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS)).decrypt(token.encode()).decode()


def rotate(token: str) -> str:
    """The same text encrypted with the newest key. Raises cryptography.fernet.InvalidToken when no key fits."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS)).rotate(token.encode()).decode()


def reencrypt(model: type[models.Model], field: str) -> int:
    """Encrypt every row of the column anew with the newest key; returns how many rows changed.

    A row that someone writes in the meantime is left alone: it has the newest key by that. Safe to run again.
    Raises cryptography.fernet.InvalidToken when a row's key is no longer among settings.ENCRYPTION_KEYS.
    """
    stored = ExpressionWrapper(F(field), output_field=models.TextField())
    rows = model._base_manager.annotate(stored=stored)
    last, changed = 0, 0
    while page := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "stored")[:PAGE]):
        for pk, token in page:
            if token:
                fresh = Value(rotate(token), output_field=models.TextField())
                changed += rows.filter(pk=pk, stored=token).update(**{field: fresh})
        last = page[-1][0]
    return changed


class IsEmpty(Exact):
    """`field=""`: all that can be asked of a text that nobody may search."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("An encrypted text can only be compared with the empty one.")
        return super().get_prep_lookup()


class EncryptedTextField(models.TextField):
    """A text field whose column holds only ciphertext; empty stays empty. Not searchable by intent."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        return {"exact": IsEmpty, "isnull": IsNull}.get(lookup_name)
