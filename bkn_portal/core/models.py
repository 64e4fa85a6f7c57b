"""Abstract bases that more than one package uses."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .errors import AlreadyDone, StaleState


class StatefulModel(models.Model):
    """A row with a `state` field and one table of allowed moves, `MOVES`: state -> states it may go to."""

    MOVES: ClassVar[dict[str, tuple[str, ...]]]
    state: Any

    state_changed_at = models.DateTimeField(_("state since"))

    class Meta:
        abstract = True

    def can_move_to(self, state: str) -> bool:
        return state in self.MOVES.get(self.state, ())

    def move_to(self, state: str, *, now: datetime, **also: Any) -> None:
        """Change the state and the fields in `also` in one conditional UPDATE.

        Raises StaleState when the move is not allowed or another request moved the row first, and AlreadyDone when
        the row is in that state.
        """
        changes = {"state": state, "state_changed_at": now, **also}
        rows = type(self)._base_manager.filter(pk=self.pk)
        if not (self.can_move_to(state) and rows.filter(state=self.state).update(**changes) == 1):
            raise AlreadyDone if rows.filter(state=state).exists() else StaleState
        for name, value in changes.items():
            setattr(self, name, value)

    def refuse_repeat(self, state: str) -> None:
        """For actions that ask for more than the move: raises AlreadyDone when the row is in that state."""
        if self.state == state:
            raise AlreadyDone


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> "DatedQuerySet":
        """In force on that day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class DatedModel(models.Model):
    """In force on both its first and its last day; an empty end is open."""

    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
