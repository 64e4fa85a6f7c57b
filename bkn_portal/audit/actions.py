"""The one way to write an audit event."""

from datetime import datetime
from typing import Any

from django.db import models

from .models import Event


def record(kind: str, *, actor: models.Model | None, target: models.Model, at: datetime, **details: Any) -> Event:
    """Append an event; call it last in the action's transaction. `actor` None means the system did it.

    `details` are JSON values (ids, states, counts), never content that a person wrote and never a NIP.
    """
    return Event.objects.create(
        at=at,
        kind=kind,
        actor_id=actor.pk if actor else None,
        actor=actor.display_name if actor else "",
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        details=details,
    )
