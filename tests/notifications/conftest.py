from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from bkn_portal.notifications import registry

from .sample.kinds import make_kind

TEMPLATES = Path(__file__).parent / "sample" / "templates"


@pytest.fixture
def register_kind(settings) -> Callable[..., registry.ReminderKind]:
    """Register kinds for one test."""
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(TEMPLATES)
    made: list[registry.ReminderKind] = []

    def register(code: str = "sample.note", **options) -> registry.ReminderKind:
        made.append(registry.register(make_kind(code, **options)))
        return made[-1]

    yield register
    for kind in made:
        registry.unregister(kind)


@pytest.fixture
def note(register_kind) -> registry.ReminderKind:
    """The kind sample.note: not mandatory, can wait."""
    return register_kind()
