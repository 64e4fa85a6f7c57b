"""Addresses of routes and files: a page names dozens of them, and each lookup costs as much as a template."""

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse

NUMBER = 9876543210
"""Stands in an address where a number will."""


def address(route: str, *numbers: int) -> str:
    """`reverse(route, args=numbers)`, looked up once a process and route."""
    first, *others = _parts(route, len(numbers), settings.ROOT_URLCONF, get_script_prefix())
    return first + "".join(f"{number}{part}" for number, part in zip(numbers, others, strict=True))


@lru_cache(maxsize=512)
def _parts(route: str, count: int, urlconf: str, prefix: str) -> list[str]:
    """The address around its numbers."""
    return reverse(route, args=[NUMBER] * count, urlconf=urlconf).split(str(NUMBER))


@lru_cache(maxsize=512)
def file_address(path: str) -> str:
    """`static(path)`, looked up once a process: a new release starts new ones."""
    return static(path)
