"""Where each app says what it has for a person; its `worklist.py` is imported at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bkn_portal.employees.models import Employee

from .items import AgendaItem, Development, ToDo, Worklist


def _nothing(employee: Employee, now: datetime) -> list:
    return []


@dataclass(frozen=True)
class Source:
    """One app's three answers. Each takes the person and the moment and runs a constant number of queries.

    `together` gives all three at once where that costs fewer queries than one by one.
    """

    todos: Callable[[Employee, datetime], list[ToDo]]
    agenda: Callable[[Employee, datetime], list[AgendaItem]]
    developments: Callable[[Employee, datetime], list[Development]]
    together: Callable[[Employee, datetime], Worklist] | None = None

    def everything(self, employee: Employee, now: datetime) -> Worklist:
        if self.together is not None:
            return self.together(employee, now)
        return Worklist(self.todos(employee, now), self.agenda(employee, now), self.developments(employee, now))


_sources: list[Source] = []


def register(
    *,
    todos: Callable[[Employee, datetime], list[ToDo]] = _nothing,
    agenda: Callable[[Employee, datetime], list[AgendaItem]] = _nothing,
    developments: Callable[[Employee, datetime], list[Development]] = _nothing,
    together: Callable[[Employee, datetime], Worklist] | None = None,
) -> Source:
    """Add an app's answers; called once, when its `worklist.py` is imported."""
    source = Source(todos, agenda, developments, together)
    _sources.append(source)
    return source


def unregister(source: Source) -> None:
    """Take an app's answers away again; for tests."""
    _sources.remove(source)


def sources() -> tuple[Source, ...]:
    return tuple(_sources)
