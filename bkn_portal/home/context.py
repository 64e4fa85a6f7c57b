"""What the frame around every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bkn_portal.notifications.queries import unread_count

from .forms import THEME_COOKIE, THEMES
from .navigation import main_navigation, personal_navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Name, colours and navigation; lazy where it costs, so that a page that shows none pays nothing."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "SITE_NAME": settings.SITE_NAME,
        "DEMO": settings.DEMO,
        "color_theme": theme if theme in THEMES else "auto",
        "navigation": SimpleLazyObject(lambda: main_navigation(request, request.user)),
        "personal_navigation": SimpleLazyObject(lambda: personal_navigation(request)),
        "unread": SimpleLazyObject(lambda: unread_count(request.user)),
    }
