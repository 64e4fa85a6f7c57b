from .availability import (
    HOURS_FIELDS,
    DayOffForm,
    ExtraHoursForm,
    HoursForm,
    LengthField,
    WeeklyHoursField,
    hours_draft,
    hours_of,
)
from .busy_calendar import BusyCalendarForm
from .closing import ClosingForm, ThanksForm
from .directory import DirectoryFilter, WatchForm
from .engagement import ConfirmForm, ReasonForm, RequestForm, ShareForm
from .goal import GoalChangeForm, GoalForm
from .group import GroupForm, GroupPickForm, GroupTextForm
from .profile import OfferFields, ProfileForm, StateForm
from .record import TickForm, follow_up_rows
from .referral import DeclineForm, NextCoachForm
from .room import AgendaForm, FeedbackSheet, NoteForm, ReplyForm
from .score import StartScoresForm
from .session import MoveForm, SeenSequenceForm, SlotForm, WeekForm
from .unplanned import UnplannedForm

__all__ = [
    "HOURS_FIELDS",
    "AgendaForm",
    "BusyCalendarForm",
    "ClosingForm",
    "ConfirmForm",
    "DayOffForm",
    "DeclineForm",
    "DirectoryFilter",
    "ExtraHoursForm",
    "FeedbackSheet",
    "GoalChangeForm",
    "GoalForm",
    "GroupForm",
    "GroupPickForm",
    "GroupTextForm",
    "HoursForm",
    "LengthField",
    "MoveForm",
    "NextCoachForm",
    "NoteForm",
    "OfferFields",
    "ProfileForm",
    "ReasonForm",
    "ReplyForm",
    "RequestForm",
    "SeenSequenceForm",
    "ShareForm",
    "SlotForm",
    "StartScoresForm",
    "StateForm",
    "ThanksForm",
    "TickForm",
    "UnplannedForm",
    "WatchForm",
    "WeekForm",
    "WeeklyHoursField",
    "follow_up_rows",
    "hours_draft",
    "hours_of",
]
