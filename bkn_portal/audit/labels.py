"""What each kind of event, and each detail of it, is called on the screen; an app names its own in its `events.py`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Detail:
    """`words` says what its codes mean, where it has codes; `say` puts a value into words that no list could hold."""

    label: Any
    words: Mapping[str, Any] = field(default_factory=dict)
    say: Callable[[str], str] = str


_labels: dict[str, Any] = {}
_details: dict[str, Detail] = {}
FIELDS = Detail(_("changed fields"))


def register(app: str, labels: dict[str, Any], details: Mapping[str, Detail] | None = None) -> None:
    """Name the kinds of an app; a key is the kind without the app, a label a lazy translation."""
    for kind, label in labels.items():
        _labels[f"{app}.{kind}"] = label
    for key, detail in (details or {}).items():
        _details[f"{app}.{key}"] = detail


def label_of(kind: str) -> str:
    """The kind in the reader's language; the code itself where it is no longer part of the portal."""
    return str(_labels.get(kind, kind))


def detail_of(kind: str, key: str) -> Detail:
    """The detail of an event of that kind; by its code where no app names it."""
    if key == "fields":
        return FIELDS
    return _details.get(f"{kind.partition('.')[0]}.{key}", Detail(key))


def in_order(kind: str, keys: Iterable[str]) -> list[str]:
    """As the app names them, then the others: PostgreSQL keeps no order."""
    app = kind.partition(".")[0]
    named = [key for key in keys if has_detail(app, key)]
    places = {key: place for place, key in enumerate(_details)}
    return sorted(named, key=lambda key: places.get(f"{app}.{key}", -1)) + sorted(set(keys).difference(named))


def has_detail(app: str, key: str) -> bool:
    return key == "fields" or f"{app}.{key}" in _details


def kinds_named(term: str) -> list[str]:
    """The kinds whose name in the reader's language has the term."""
    wanted = term.casefold()
    return [kind for kind, label in _labels.items() if wanted in str(label).casefold()]
