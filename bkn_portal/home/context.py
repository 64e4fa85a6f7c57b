"""What the frame around every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Site name and whether this is the demo; lazy values only, so that a page that shows none pays nothing."""
    return {"SITE_NAME": settings.SITE_NAME, "DEMO": settings.DEMO}
