"""The merged answers of all apps, in the order a person reads them."""

from collections.abc import Iterable
from datetime import datetime

from bkn_portal.employees.models import Employee

from . import registry
from .items import AgendaItem, Development, Pillar, ToDo, Worklist

PILLAR_ORDER = {pillar: place for place, pillar in enumerate(Pillar)}


def worklist_for(employee: Employee, now: datetime) -> Worklist:
    """To-dos, agenda and developments of all apps, in the fewest queries: what a page needs that shows all three."""
    found = [source.everything(employee, now) for source in registry.sources()]
    return Worklist(
        todos=_by_due((todo for part in found for todo in part.todos), now),
        agenda=_by_start((item for part in found for item in part.agenda), now),
        developments=_by_pillar(item for part in found for item in part.developments),
    )


def todos_for(employee: Employee, now: datetime) -> list[ToDo]:
    """All apps' to-dos, the earliest due first and those without a date last."""
    return _by_due((todo for source in registry.sources() for todo in source.todos(employee, now)), now)


def agenda_for(employee: Employee, now: datetime) -> list[AgendaItem]:
    """All apps' appointments that are not over, by start."""
    return _by_start((item for source in registry.sources() for item in source.agenda(employee, now)), now)


def _by_due(todos: Iterable[ToDo], now: datetime) -> list[ToDo]:
    return sorted(todos, key=lambda todo: (todo.due is None, todo.due or now, todo.title))


def _by_start(items: Iterable[AgendaItem], now: datetime) -> list[AgendaItem]:
    return sorted((item for item in items if item.end > now), key=lambda item: (item.start, item.end, item.title))


def _by_pillar(items: Iterable[Development]) -> list[Development]:
    return sorted(items, key=lambda item: (PILLAR_ORDER[Pillar(item.pillar)], item.title))
