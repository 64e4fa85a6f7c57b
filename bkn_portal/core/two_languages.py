"""Texts that the portal keeps in both of its languages, in two columns: one of them and the same with `_en`."""

from django.utils.translation import get_language


def in_readers_language(indonesian: str, english: str) -> str:
    """The English text for who reads English, where there is one."""
    return english if english and get_language() == "en" else indonesian
