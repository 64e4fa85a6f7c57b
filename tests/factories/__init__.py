from .competencies import AssessmentFactory, CompetencyFactory, PositionStandardFactory
from .employees import EmployeeFactory, OrgUnitFactory, PositionFactory, SupervisionFactory, make_nip
from .hours import hour_rule, obligation_rule, post_hours

__all__ = [
    "AssessmentFactory",
    "CompetencyFactory",
    "EmployeeFactory",
    "OrgUnitFactory",
    "PositionFactory",
    "PositionStandardFactory",
    "SupervisionFactory",
    "hour_rule",
    "make_nip",
    "obligation_rule",
    "post_hours",
]
