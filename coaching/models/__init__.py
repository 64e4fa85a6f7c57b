from .engagement import CoachingEngagement, CoachingEngagementQuerySet, EngagementKind
from .followup import FollowUp, FollowUpQuerySet, Side
from .goal import CoachingGoal
from .note import CoachNote, CoachNoteQuerySet
from .profile import CoachProfile, CoachProfileQuerySet, CoachTheme, WeeklyHours
from .record import SessionRecord
from .referral import CoachReferral
from .session import CoachingSession, CoachingSessionQuerySet, SessionMode
from .themes import THEME_GROUPS, CoachingTheme

__all__ = [
    "THEME_GROUPS",
    "CoachNote",
    "CoachNoteQuerySet",
    "CoachProfile",
    "CoachProfileQuerySet",
    "CoachReferral",
    "CoachTheme",
    "CoachingEngagement",
    "CoachingEngagementQuerySet",
    "CoachingGoal",
    "CoachingSession",
    "CoachingSessionQuerySet",
    "CoachingTheme",
    "EngagementKind",
    "FollowUp",
    "FollowUpQuerySet",
    "SessionMode",
    "SessionRecord",
    "Side",
    "WeeklyHours",
]
