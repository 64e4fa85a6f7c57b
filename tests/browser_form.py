"""What a browser would send of a page: read from its HTML, so that a test can't know better than the page."""

from html.parser import HTMLParser
from typing import Any

UNSENT = {"submit", "button", "reset", "file", "image"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.name = ""  # of the textarea or the choice that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("textarea", "select"):
            self.name = told.get("name") or ""
            self.sent |= {self.name: [""]} if tag == "textarea" else {}
        elif tag == "option" and "selected" in told:
            self._add(self.name, told.get("value"))
        elif tag == "input" and _is_sent(told):
            self._add(told.get("name"), told.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self.name = ""

    def handle_data(self, data: str) -> None:
        if self.sent.get(self.name) == [""]:
            self.sent[self.name] = [data.removeprefix("\n")]

    def _add(self, name: str | None, value: str | None) -> None:
        if name:
            self.sent.setdefault(name, []).append(value or "")


def _is_sent(told: dict[str, str | None]) -> bool:
    kind = told.get("type")
    return kind not in UNSENT and (kind not in ("checkbox", "radio") or "checked" in told)


def sent_by_browser(page: Any, **changes: Any) -> dict[str, Any]:
    """Every field of the page as it stands there; a change of None takes a field out."""
    reader = _Reader()
    reader.feed(page.content.decode())
    values = {name: found if len(found) > 1 else found[0] for name, found in reader.sent.items()} | changes
    return {name: value for name, value in values.items() if value is not None}
