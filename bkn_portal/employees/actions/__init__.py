from .employee import (
    create_employee,
    deactivate_employee,
    reactivate_employee,
    set_role,
    update_employee,
)
from .imports import import_people, import_units
from .lock import lock_employees
from .organisation import create_position, create_unit, place_unit, update_position, update_unit
from .supervision import change_supervisor, end_supervision

__all__ = [
    "change_supervisor",
    "create_employee",
    "create_position",
    "create_unit",
    "deactivate_employee",
    "end_supervision",
    "import_people",
    "import_units",
    "lock_employees",
    "place_unit",
    "reactivate_employee",
    "set_role",
    "update_employee",
    "update_position",
    "update_unit",
]
