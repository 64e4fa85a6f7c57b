"""Texts that the portal keeps in both of its languages, in two columns: one of them and the same with `_en`."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def in_readers_language(indonesian: str, english: str) -> str:
    """The English text for who reads English, where there is one."""
    return english if english and get_language() == "en" else indonesian


def column_in_readers_language(name: str) -> Coalesce | F:
    """The same for a query."""
    return Coalesce(NullIf(F(f"{name}_en"), Value("")), F(name)) if get_language() == "en" else F(name)
