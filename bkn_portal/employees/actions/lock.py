"""People's rows, held while something that belongs to them changes."""

from collections.abc import Collection

from ..models import Employee


def lock_employees(ids: Collection[int]) -> set[int]:
    """Hold people's rows until the transaction ends; returns which of them are active now.

    In one order, and before anything that belongs to them, so that no two transactions wait for each other. Rows that
    merely refer to a person may be written meanwhile.
    """
    held = Employee.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
    return {pk for pk, is_active in held.values_list("pk", "is_active") if is_active}
