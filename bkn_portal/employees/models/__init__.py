from .employee import Employee, EmployeeQuerySet, Employment, Role
from .organisation import OrgUnit, OrgUnitQuerySet, Position, PositionCategory
from .supervision import Supervision, SupervisionKind, SupervisionQuerySet

__all__ = [
    "Employee",
    "EmployeeQuerySet",
    "Employment",
    "OrgUnit",
    "OrgUnitQuerySet",
    "Position",
    "PositionCategory",
    "Role",
    "Supervision",
    "SupervisionKind",
    "SupervisionQuerySet",
]
