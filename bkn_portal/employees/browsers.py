"""A browser named from its User-Agent, so that a person recognises it in the list of sessions."""

from django.utils.translation import gettext as _

# The first match counts: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """“Chrome · Windows”, or that the browser does not say."""
    found = [next((name for sign, name in table if sign in user_agent), None) for table in (BROWSERS, SYSTEMS)]
    return " · ".join(name for name in found if name) or _("Unknown browser")
