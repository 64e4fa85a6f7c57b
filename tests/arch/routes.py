"""All addresses of the portal, from Django's resolver."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver


def routes() -> dict[str, URLPattern]:
    """Every named route outside the Django admin (which has a rule of its own)."""
    return {name: pattern for name, pattern in _walk(get_resolver(), "") if not name.startswith("admin:")}


def admin_routes() -> dict[str, URLPattern]:
    """The Django admin's named routes."""
    found = {name: pattern for name, pattern in _walk(get_resolver(), "") if name.startswith("admin:")}
    return {name: pattern for name, pattern in found.items() if pattern.name}


def _walk(resolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            yield from _walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
