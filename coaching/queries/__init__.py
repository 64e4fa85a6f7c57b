from .directory import Candidate, candidate, candidates, kind_of, suggested
from .engagements import EngagementCard, ScorePoint, cards, score_line
from .slots import SlotDay, free_days, free_slots, is_offered
from .steps import NextStep, next_step, session_steps

__all__ = [
    "Candidate",
    "EngagementCard",
    "NextStep",
    "ScorePoint",
    "SlotDay",
    "candidate",
    "candidates",
    "cards",
    "free_days",
    "free_slots",
    "is_offered",
    "kind_of",
    "next_step",
    "score_line",
    "session_steps",
    "suggested",
]
