"""What each kind of event is called on the screen; an app names its own in its `events.py`, read at start."""

from typing import Any

_labels: dict[str, Any] = {}


def register(app: str, labels: dict[str, Any]) -> None:
    """Name the kinds of an app; a key is the kind without the app, a label a lazy translation."""
    for kind, label in labels.items():
        _labels[f"{app}.{kind}"] = label


def label_of(kind: str) -> str:
    """The kind in the reader's language; the code itself where it is no longer part of the portal."""
    return str(_labels.get(kind, kind))


def kinds_named(term: str) -> list[str]:
    """The kinds whose name in the reader's language has the term."""
    wanted = term.casefold()
    return [kind for kind, label in _labels.items() if wanted in str(label).casefold()]
