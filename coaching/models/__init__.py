from .availability import DayOff, ExtraHours
from .closing import GoalResult, ThankYou
from .engagement import CoachingEngagement, CoachingEngagementQuerySet, EngagementKind
from .evaluation import EvaluationAnswer, EvaluationMark, EvaluationPool
from .followup import FollowUp, FollowUpQuerySet
from .goal import CoachingGoal, CoachingGoalQuerySet
from .group import GroupSession, GroupSessionQuerySet
from .lengths import SessionLength
from .note import CoachNote, CoachNoteQuerySet
from .offer import CoachCompetency, CoachLanguage, Language
from .profile import CoachProfile, CoachProfileQuerySet, CoachTheme, LeadTime, Pause, WeeklyHours
from .record import RecordMethod, SessionRecord
from .referral import CoachReferral
from .score import GoalScore
from .session import CoachingSession, CoachingSessionQuerySet, SessionKind, SessionMode
from .sides import Side
from .themes import WELLBEING, CoachingTheme, ThemeGroup
from .version import GoalWording, RecordVersion, RecordVersionQuerySet
from .watch import CoachWatch

__all__ = [
    "WELLBEING",
    "CoachCompetency",
    "CoachLanguage",
    "CoachNote",
    "CoachNoteQuerySet",
    "CoachProfile",
    "CoachProfileQuerySet",
    "CoachReferral",
    "CoachTheme",
    "CoachWatch",
    "CoachingEngagement",
    "CoachingEngagementQuerySet",
    "CoachingGoal",
    "CoachingGoalQuerySet",
    "CoachingSession",
    "CoachingSessionQuerySet",
    "CoachingTheme",
    "DayOff",
    "EngagementKind",
    "EvaluationAnswer",
    "EvaluationMark",
    "EvaluationPool",
    "ExtraHours",
    "FollowUp",
    "FollowUpQuerySet",
    "GoalResult",
    "GoalScore",
    "GoalWording",
    "GroupSession",
    "GroupSessionQuerySet",
    "Language",
    "LeadTime",
    "Pause",
    "RecordMethod",
    "RecordVersion",
    "RecordVersionQuerySet",
    "SessionKind",
    "SessionLength",
    "SessionMode",
    "SessionRecord",
    "Side",
    "ThankYou",
    "ThemeGroup",
    "WeeklyHours",
]
