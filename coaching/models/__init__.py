from .availability import DayOff, ExtraHours
from .engagement import CoachingEngagement, CoachingEngagementQuerySet, EngagementKind
from .followup import FollowUp, FollowUpQuerySet, Side
from .goal import CoachingGoal
from .note import CoachNote, CoachNoteQuerySet
from .offer import CoachCompetency, CoachLanguage, Language
from .profile import CoachProfile, CoachProfileQuerySet, CoachTheme, Notice, Pause, SessionLength, WeeklyHours
from .record import SessionRecord
from .referral import CoachReferral
from .session import CoachingSession, CoachingSessionQuerySet, SessionMode
from .themes import THEME_GROUPS, CoachingTheme
from .watch import CoachWatch

__all__ = [
    "THEME_GROUPS",
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
    "CoachingSession",
    "CoachingSessionQuerySet",
    "CoachingTheme",
    "DayOff",
    "EngagementKind",
    "ExtraHours",
    "FollowUp",
    "FollowUpQuerySet",
    "Language",
    "Notice",
    "Pause",
    "SessionLength",
    "SessionMode",
    "SessionRecord",
    "Side",
    "WeeklyHours",
]
