from .engagement import (
    GoalDraft,
    accept_request,
    cancel_engagement,
    complete_engagement,
    decline_request,
    end_engagements_of,
    expire_requests,
    request_coaching,
    share_engagement,
)
from .leaving import leave_leading_coach, tell_of_leading_coach
from .profile import ProfileDraft, change_profile_state, store_profile
from .record import (
    Feedback,
    Step,
    agree_session,
    give_feedback,
    mark_follow_up,
    object_to_feedback,
    save_feedback_draft,
    write_note,
)
from .referral import ask_next_coach, decline_and_refer
from .session import Meeting, book_session, cancel_session, mark_no_show, move_session, write_agenda
from .silence import lengthen_answer_clocks, resume_profile

__all__ = [
    "Feedback",
    "GoalDraft",
    "Meeting",
    "ProfileDraft",
    "Step",
    "accept_request",
    "agree_session",
    "ask_next_coach",
    "book_session",
    "cancel_engagement",
    "cancel_session",
    "change_profile_state",
    "complete_engagement",
    "decline_and_refer",
    "decline_request",
    "end_engagements_of",
    "expire_requests",
    "give_feedback",
    "leave_leading_coach",
    "lengthen_answer_clocks",
    "mark_follow_up",
    "mark_no_show",
    "move_session",
    "object_to_feedback",
    "request_coaching",
    "resume_profile",
    "save_feedback_draft",
    "share_engagement",
    "store_profile",
    "tell_of_leading_coach",
    "write_agenda",
    "write_note",
]
