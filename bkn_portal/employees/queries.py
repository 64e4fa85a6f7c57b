"""Questions about people that other packages ask."""

from collections.abc import Collection
from datetime import date

from .models import Employee, Supervision, SupervisionKind

MAX_LEVELS = 20
"""Deeper than any reporting line of the state; ends the climb should the data hold a circle."""


def supervisor_of(employee: Employee, *, on: date) -> Employee | None:
    """The direct supervisor on a date: a PLH or PLT stands before the definitive one; None when there is none."""
    relation = (
        Supervision.objects.filter(employee=employee, supervisor__is_active=True)
        .on(on)
        .acting_first()
        .select_related("supervisor__unit")
        .first()
    )
    return relation.supervisor if relation else None


def is_supervisor_of(supervisor: Employee, employee: Employee, *, on: date) -> bool:
    """Whether `supervisor` leads `employee` on a date, in whatever kind."""
    return Supervision.objects.filter(employee=employee, supervisor=supervisor).on(on).exists()


def reporting_line(employee_ids: Collection[int], *, on: date) -> set[int]:
    """Ids of everyone above the given people on a date, at any level, the people themselves included.

    By definitive supervision. One query a level, however many people are asked for.
    """
    above, frontier = set(employee_ids), set(employee_ids)
    for _level in range(MAX_LEVELS):
        relations = Supervision.objects.filter(employee__in=frontier, kind=SupervisionKind.DEFINITIVE).on(on)
        frontier = set(relations.values_list("supervisor_id", flat=True)) - above
        if not frontier:
            break
        above |= frontier
    return above
