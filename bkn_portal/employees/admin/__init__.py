from .employee import EmployeeAdmin
from .organisation import OrgUnitAdmin, PositionAdmin
from .supervision import SupervisionAdmin

__all__ = ["EmployeeAdmin", "OrgUnitAdmin", "PositionAdmin", "SupervisionAdmin"]
