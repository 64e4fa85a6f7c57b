from .availability import (
    calendar_leave,
    calendar_subscribe,
    coach_hours,
    day_off_add,
    day_off_remove,
    extra_hours_add,
    extra_hours_remove,
)
from .closing import engagement_closing, engagement_complete, engagement_thank
from .directory import coach_list, coach_watch, engagement_request
from .engagement import (
    engagement_answer,
    engagement_cancel,
    engagement_detail,
    engagement_share,
    overview,
)
from .evaluation import as_coach, evaluation, evaluation_summary
from .followup import action_done
from .goal import goal_add, goal_change, goal_withdraw
from .group import group_cancel, group_create, group_detail, group_list, group_move, group_text, session_join
from .introduction import introduction_book, introduction_close
from .leaving import engagement_leave
from .profile import coach_edit, coach_leave, coach_profile, coach_state
from .referral import engagement_ask_next
from .room import session_agenda, session_detail, session_feedback, session_note, session_reflection
from .session import (
    session_book,
    session_calendar,
    session_cancel,
    session_collision,
    session_hold,
    session_move,
    session_no_show,
    session_record,
)

__all__ = [
    "action_done",
    "as_coach",
    "calendar_leave",
    "calendar_subscribe",
    "coach_edit",
    "coach_hours",
    "coach_leave",
    "coach_list",
    "coach_profile",
    "coach_state",
    "coach_watch",
    "day_off_add",
    "day_off_remove",
    "engagement_answer",
    "engagement_ask_next",
    "engagement_cancel",
    "engagement_closing",
    "engagement_complete",
    "engagement_detail",
    "engagement_leave",
    "engagement_request",
    "engagement_share",
    "engagement_thank",
    "evaluation",
    "evaluation_summary",
    "extra_hours_add",
    "extra_hours_remove",
    "goal_add",
    "goal_change",
    "goal_withdraw",
    "group_cancel",
    "group_create",
    "group_detail",
    "group_list",
    "group_move",
    "group_text",
    "introduction_book",
    "introduction_close",
    "overview",
    "session_agenda",
    "session_book",
    "session_calendar",
    "session_cancel",
    "session_collision",
    "session_detail",
    "session_feedback",
    "session_hold",
    "session_join",
    "session_move",
    "session_no_show",
    "session_note",
    "session_record",
    "session_reflection",
]
