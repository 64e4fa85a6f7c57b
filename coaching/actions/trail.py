"""Coaching's audit events. Of coaching on stress and balance they name nobody: HR reads the audit."""

from datetime import datetime
from typing import Any

from django.db import models

from bkn_portal.audit import actions as audit
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingTheme


def record(kind: str, /, *, actor: Employee | None, target: models.Model, at: datetime, **details: Any) -> None:
    """Append an event; call it last in the action's transaction. The actor is left out when the theme is private."""
    engagement = _engagement_of(target)
    is_private = engagement is not None and CoachingTheme(engagement.theme).is_private
    audit.record(kind, actor=None if is_private else actor, target=target, at=at, **details)


def _engagement_of(target: models.Model) -> CoachingEngagement | None:
    """What the target is part of: an engagement itself, or what hangs on one or on its session."""
    if isinstance(target, CoachingEngagement):
        return target
    held_by = getattr(target, "session", target)
    return getattr(held_by, "engagement", None)
