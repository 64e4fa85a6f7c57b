from .employees import EmployeeFactory, OrgUnitFactory, PositionFactory, SupervisionFactory, make_nip

__all__ = ["EmployeeFactory", "OrgUnitFactory", "PositionFactory", "SupervisionFactory", "make_nip"]
