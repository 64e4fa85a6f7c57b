"""The merged answers of all apps, in the order a person reads them."""

from datetime import datetime

from bkn_portal.employees.models import Employee

from . import registry
from .items import AgendaItem, Development, Pillar, ToDo

PILLAR_ORDER = {pillar: place for place, pillar in enumerate(Pillar)}


def todos_for(employee: Employee, now: datetime) -> list[ToDo]:
    """All apps' to-dos, the earliest due first and those without a date last."""
    todos = [todo for source in registry.sources() for todo in source.todos(employee, now)]
    return sorted(todos, key=lambda todo: (todo.due is None, todo.due or now, todo.title))


def agenda_for(employee: Employee, now: datetime) -> list[AgendaItem]:
    """All apps' appointments that are not over, by start."""
    items = [item for source in registry.sources() for item in source.agenda(employee, now) if item.end > now]
    return sorted(items, key=lambda item: (item.start, item.end, item.title))


def developments_for(employee: Employee, now: datetime) -> list[Development]:
    """All apps' developments in progress, by pillar and title."""
    items = [item for source in registry.sources() for item in source.developments(employee, now)]
    return sorted(items, key=lambda item: (PILLAR_ORDER[Pillar(item.pillar)], item.title))
