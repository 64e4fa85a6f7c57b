from .bookings import HolidayFactory
from .busy import BusyCalendarFactory, BusyTimeFactory
from .certificates import certificate_of
from .coaching import (
    CoachingEngagementFactory,
    CoachingSessionFactory,
    CoachProfileFactory,
    DayOffFactory,
    ExtraHoursFactory,
    FollowUpFactory,
    SessionRecordFactory,
    group_of,
)
from .competencies import AssessmentFactory, CompetencyFactory, PositionStandardFactory
from .employees import EmployeeFactory, OrgUnitFactory, PositionFactory, SupervisionFactory, make_nip
from .hours import hour_rule, obligation_rule, post_hours
from .notifications import ReminderFactory

__all__ = [
    "AssessmentFactory",
    "BusyCalendarFactory",
    "BusyTimeFactory",
    "CoachProfileFactory",
    "CoachingEngagementFactory",
    "CoachingSessionFactory",
    "CompetencyFactory",
    "DayOffFactory",
    "EmployeeFactory",
    "ExtraHoursFactory",
    "FollowUpFactory",
    "HolidayFactory",
    "OrgUnitFactory",
    "PositionFactory",
    "PositionStandardFactory",
    "ReminderFactory",
    "SessionRecordFactory",
    "SupervisionFactory",
    "certificate_of",
    "group_of",
    "hour_rule",
    "make_nip",
    "obligation_rule",
    "post_hours",
]
