"""Addresses of routes without parameters and of files: a page names a dozen of them, and each lookup costs as much as a
template.
"""

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse


def address(route: str) -> str:
    """`reverse(route)`, looked up once a process."""
    return _address(route, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address(route: str, urlconf: str, prefix: str) -> str:
    return reverse(route, urlconf=urlconf)


@lru_cache(maxsize=512)
def file_address(path: str) -> str:
    """`static(path)`, looked up once a process: a new release starts new ones."""
    return static(path)
