"""The one way to write an audit event."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from .models import Event

ACTOR_LENGTH = Event._meta.get_field("actor").max_length
"""A name with all its titles may be longer; the number tells who it was."""


def record(kind: str, /, *, actor: models.Model | None, target: models.Model, at: datetime, **details: Any) -> Event:
    """Append an event; call it last in the action's transaction. `actor` None means the system did it.

    `details` are JSON values (ids, states, counts), never content that a person wrote and never a NIP.
    """
    event = _event(kind, actor=actor, target=target, at=at, details=details)
    event.save(force_insert=True)
    return event


def record_many(
    kind: str, *, actor: models.Model | None, targets: Iterable[tuple[models.Model, dict[str, Any]]], at: datetime
) -> None:
    """Append one event per (target, details): for changes of thousands of rows in one go."""
    Event.objects.bulk_create(
        [_event(kind, actor=actor, target=target, at=at, details=details) for target, details in targets],
        batch_size=1000,
    )


def _event(kind: str, *, actor: models.Model | None, target: models.Model, at: datetime, details: Any) -> Event:
    return Event(
        at=at,
        kind=kind,
        actor_id=actor.pk if actor else None,
        actor=str(actor)[:ACTOR_LENGTH] if actor else "",
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        details=details,
    )
