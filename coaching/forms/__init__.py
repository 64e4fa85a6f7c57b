from .availability import HOURS_FIELDS, DayOffForm, ExtraHoursForm, HoursForm, WeeklyHoursField, hours_draft, hours_of
from .busy_calendar import BusyCalendarForm
from .closing import ClosingForm, ThanksForm
from .directory import DirectoryFilter, WatchForm
from .engagement import ConfirmForm, ReasonForm, RequestForm, ShareForm
from .goal import GoalForm
from .group import GroupForm, GroupPickForm, GroupTextForm
from .profile import OfferFields, ProfileForm, StateForm
from .record import (
    FeedbackForm,
    NoteForm,
    ObjectionForm,
    ReflectionForm,
    TickForm,
    feedback_of,
    follow_up_rows,
    initial_steps,
)
from .referral import DeclineForm, NextCoachForm
from .score import GoalScoresForm, StartScoresForm
from .session import AgendaForm, MoveForm, SlotForm, WeekForm
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
    "FeedbackForm",
    "GoalForm",
    "GoalScoresForm",
    "GroupForm",
    "GroupPickForm",
    "GroupTextForm",
    "HoursForm",
    "MoveForm",
    "NextCoachForm",
    "NoteForm",
    "ObjectionForm",
    "OfferFields",
    "ProfileForm",
    "ReasonForm",
    "ReflectionForm",
    "RequestForm",
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
    "feedback_of",
    "follow_up_rows",
    "hours_draft",
    "hours_of",
    "initial_steps",
]
