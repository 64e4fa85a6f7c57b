from .availability import HoursDraft, add_day_off, add_extra_hours, remove_exception, set_hours
from .closing import Attainment, Closing, complete_engagement, thank
from .collision import dismiss_collision
from .engagement import (
    GoalDraft,
    accept_request,
    cancel_engagement,
    decline_request,
    end_engagements_of,
    expire_requests,
    request_coaching,
    share_engagement,
)
from .goal import add_goal, change_goal, withdraw_goal
from .group import book_group, cancel_group, move_group
from .group_text import CommonText, share_text
from .handover import hand_over
from .hold import hold_slot
from .introduction import close_introduction
from .leaving import leave_leading_coach, tell_of_leading_coach
from .lists import save_length, save_theme
from .part import join_group
from .profile import (
    ProfileDraft,
    change_profile,
    change_profile_state,
    decline_profile,
    leave_coaching,
    propose_profile,
    store_profile,
)
from .record import (
    Feedback,
    Step,
    give_feedback,
    mark_follow_up,
    save_feedback_draft,
    write_note,
)
from .referral import ask_next_coach, decline_and_refer
from .reply import agree_session, object_to_feedback, save_reply_draft
from .session import Meeting, book_session, cancel_session, mark_no_show, move_session, write_agenda
from .silence import lengthen_answer_clocks
from .unplanned import record_unplanned_session
from .watch import tell_watchers, watch_coach

__all__ = [
    "Attainment",
    "Closing",
    "CommonText",
    "Feedback",
    "GoalDraft",
    "HoursDraft",
    "Meeting",
    "ProfileDraft",
    "Step",
    "accept_request",
    "add_day_off",
    "add_extra_hours",
    "add_goal",
    "agree_session",
    "ask_next_coach",
    "book_group",
    "book_session",
    "cancel_engagement",
    "cancel_group",
    "cancel_session",
    "change_goal",
    "change_profile",
    "change_profile_state",
    "close_introduction",
    "complete_engagement",
    "decline_and_refer",
    "decline_profile",
    "decline_request",
    "dismiss_collision",
    "end_engagements_of",
    "expire_requests",
    "give_feedback",
    "hand_over",
    "hold_slot",
    "join_group",
    "leave_coaching",
    "leave_leading_coach",
    "lengthen_answer_clocks",
    "mark_follow_up",
    "mark_no_show",
    "move_group",
    "move_session",
    "object_to_feedback",
    "propose_profile",
    "record_unplanned_session",
    "remove_exception",
    "request_coaching",
    "save_feedback_draft",
    "save_length",
    "save_reply_draft",
    "save_theme",
    "set_hours",
    "share_engagement",
    "share_text",
    "store_profile",
    "tell_of_leading_coach",
    "tell_watchers",
    "thank",
    "watch_coach",
    "withdraw_goal",
    "write_agenda",
    "write_note",
]
