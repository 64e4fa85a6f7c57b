from .employee import Employee, EmployeeQuerySet, Employment, Role
from .notice import AccountNotice, AccountNoticeQuerySet, NoticeKind
from .organisation import OrgUnit, OrgUnitQuerySet, Position, PositionCategory
from .supervision import Supervision, SupervisionKind, SupervisionQuerySet

__all__ = [
    "AccountNotice",
    "AccountNoticeQuerySet",
    "Employee",
    "EmployeeQuerySet",
    "Employment",
    "NoticeKind",
    "OrgUnit",
    "OrgUnitQuerySet",
    "Position",
    "PositionCategory",
    "Role",
    "Supervision",
    "SupervisionKind",
    "SupervisionQuerySet",
]
