"""What an activity that the portal itself recorded is called, by the kind of its source."""

from typing import Any

_names: dict[str, Any] = {}


def name_source(kind: str, name: Any) -> None:
    """`name` (lazy) stands for the stored title of these lines, so that each reader has it in their language."""
    _names[kind] = name


def name_of(kind: str) -> Any:
    """None where a person wrote the title."""
    return _names.get(kind)


def in_words(source: str) -> str:
    """A source as the audit keeps it, `coaching.session:12`: “Coaching session 12”."""
    kind, _colon, number = source.partition(":")
    return f"{name_of(kind)} {number}" if name_of(kind) else source
