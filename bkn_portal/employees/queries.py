"""Questions about people that other packages ask."""

from datetime import date

from .models import Employee, Supervision


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
