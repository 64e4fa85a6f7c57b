from .availability import CoachTime, coach_times, promised
from .calendar import appointment_of
from .clock import AnswerClock, answer_clock, deadline_for
from .closing import ClosingPage, closing_page, goals_of, last_scores
from .directory import (
    Candidate,
    Wishes,
    asked_by,
    candidate,
    candidates,
    coach_units,
    directory,
    kind_of,
    leaders,
    offered_competencies,
    spoken_languages,
    suggested,
)
from .engagements import (
    EngagementCard,
    EngagementPage,
    Outline,
    Overview,
    cards,
    engagement_page,
    outline,
    overview,
)
from .fit import CoachCard, FirstSlot, coach_cards, fitting, is_watched
from .goals import GoalLine, ScorePoint, goal_lines, goals_to_score, scores_of
from .hold import current_hold
from .notice import is_short_notice, notice_of
from .office import OfficeWork, office_work
from .profile import HoursPage, MyProfile, hours_page, my_profile
from .record import agenda_version, note_version, record_content, record_version, reply_version
from .referral import fitting_coaches, next_coach
from .sessions import SessionPage, StepLine, session_page, step_lines, usual_meeting
from .slots import SlotChoice, SlotDay, SlotOffer, free_days, free_slots, is_offered, slot_offer, week_of
from .steps import NextStep, next_step
from .sums import QuarterSums, ThemeSum, hold_back, theme_sums

__all__ = [
    "AnswerClock",
    "Candidate",
    "ClosingPage",
    "CoachCard",
    "CoachTime",
    "EngagementCard",
    "EngagementPage",
    "FirstSlot",
    "GoalLine",
    "HoursPage",
    "MyProfile",
    "NextStep",
    "OfficeWork",
    "Outline",
    "Overview",
    "QuarterSums",
    "ScorePoint",
    "SessionPage",
    "SlotChoice",
    "SlotDay",
    "SlotOffer",
    "StepLine",
    "ThemeSum",
    "Wishes",
    "agenda_version",
    "answer_clock",
    "appointment_of",
    "asked_by",
    "candidate",
    "candidates",
    "cards",
    "closing_page",
    "coach_cards",
    "coach_times",
    "coach_units",
    "current_hold",
    "deadline_for",
    "directory",
    "engagement_page",
    "fitting",
    "fitting_coaches",
    "free_days",
    "free_slots",
    "goal_lines",
    "goals_of",
    "goals_to_score",
    "hold_back",
    "hours_page",
    "is_offered",
    "is_short_notice",
    "is_watched",
    "kind_of",
    "last_scores",
    "leaders",
    "my_profile",
    "next_coach",
    "next_step",
    "note_version",
    "notice_of",
    "offered_competencies",
    "office_work",
    "outline",
    "overview",
    "promised",
    "record_content",
    "record_version",
    "reply_version",
    "scores_of",
    "session_page",
    "slot_offer",
    "spoken_languages",
    "step_lines",
    "suggested",
    "theme_sums",
    "usual_meeting",
    "week_of",
]
