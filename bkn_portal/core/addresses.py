"""Addresses of routes without parameters: a page names a dozen of them, and each lookup costs as much as a template."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse


def address(route: str) -> str:
    """`reverse(route)`, looked up once a process."""
    return _address(route, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address(route: str, urlconf: str, prefix: str) -> str:
    return reverse(route, urlconf=urlconf)
