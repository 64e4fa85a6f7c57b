"""Abstract bases that more than one package uses."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .errors import StaleState


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

        Raises StaleState when the move is not allowed or another request moved the row first.
        """
        if not self.can_move_to(state):
            raise StaleState
        changes = {"state": state, "state_changed_at": now, **also}
        if type(self)._base_manager.filter(pk=self.pk, state=self.state).update(**changes) != 1:
            raise StaleState
        for name, value in changes.items():
            setattr(self, name, value)
