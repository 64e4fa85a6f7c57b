from .calendar import appointment_of
from .clock import AnswerClock, answer_clock, deadline_for
from .directory import Candidate, candidate, candidates, coach_units, kind_of, suggested, theme_options, zone_options
from .engagements import (
    EngagementCard,
    EngagementPage,
    Outline,
    Overview,
    ScorePoint,
    cards,
    engagement_page,
    outline,
    overview,
    score_line,
)
from .referral import fitting_coaches, next_coach
from .sessions import SessionPage, StepLine, session_page, step_lines, usual_meeting
from .slots import SlotChoice, SlotDay, SlotOffer, free_days, free_slots, is_offered, slot_offer
from .steps import NextStep, next_step, session_steps

__all__ = [
    "AnswerClock",
    "Candidate",
    "EngagementCard",
    "EngagementPage",
    "NextStep",
    "Outline",
    "Overview",
    "ScorePoint",
    "SessionPage",
    "SlotChoice",
    "SlotDay",
    "SlotOffer",
    "StepLine",
    "answer_clock",
    "appointment_of",
    "candidate",
    "candidates",
    "cards",
    "coach_units",
    "deadline_for",
    "engagement_page",
    "fitting_coaches",
    "free_days",
    "free_slots",
    "is_offered",
    "kind_of",
    "next_coach",
    "next_step",
    "outline",
    "overview",
    "score_line",
    "session_page",
    "session_steps",
    "slot_offer",
    "step_lines",
    "suggested",
    "theme_options",
    "usual_meeting",
    "zone_options",
]
