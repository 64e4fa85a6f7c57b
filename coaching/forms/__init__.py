from .engagement import AcceptForm, ConfirmForm, DirectoryFilter, ReasonForm, RequestForm, ShareForm
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
from .session import AgendaForm, SlotForm, WeekForm

__all__ = [
    "AcceptForm",
    "AgendaForm",
    "ConfirmForm",
    "DeclineForm",
    "DirectoryFilter",
    "FeedbackForm",
    "NextCoachForm",
    "NoteForm",
    "ObjectionForm",
    "ReasonForm",
    "ReflectionForm",
    "RequestForm",
    "ShareForm",
    "SlotForm",
    "TickForm",
    "WeekForm",
    "feedback_of",
    "follow_up_rows",
    "initial_steps",
]
