"""What the two write on a session's page, one form a part; each is made from the page and what was sent."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.periods import local_date

from ..actions import Feedback
from ..models import CoachingSession, SessionRecord
from ..models.record import TALK
from ..queries import SessionPage, agenda_version, goals_to_score, note_version, record_version, reply_version
from .record import FeedbackForm, follow_up_rows
from .score import GoalScoresForm
from .seen import SeenForm
from .widgets import text_area

WEEK = timedelta(days=7)


class AgendaForm(SeenForm):
    agenda = forms.CharField(
        label=_("What do you want to talk about?"),
        help_text=_("Your coach reads it before the session. Three sentences are enough."),
        required=False, max_length=2000, widget=text_area(6),
    )  # fmt: skip

    def __init__(self, data: Any, page: SessionPage, session: CoachingSession) -> None:
        super().__init__(data, initial={"agenda": session.agenda, "seen": agenda_version(session.agenda)})

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.write_agenda."""
        return self.cleaned_data


class NoteForm(SeenForm):
    note = forms.CharField(label=_("Private note"), required=False, max_length=4000, widget=text_area(4))

    def __init__(self, data: Any, page: SessionPage, session: CoachingSession) -> None:
        super().__init__(data, initial={"note": page.note, "seen": note_version(page.note)})

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.write_note."""
        return self.cleaned_data


class ReplyForm(SeenForm):
    """The coachee reflects and agrees, or says what should be corrected; a draft may be empty."""

    reflection = forms.CharField(
        label=_("Your reflection"),
        help_text=_("What do you take with you, and what will you do first? Your coach reads it."),
        required=False, max_length=2000, widget=text_area(5),
    )  # fmt: skip
    agree = forms.BooleanField(
        label=_("I agree with what this record says"),
        required=False,
        error_messages={"required": _("Tick that you agree, or ask your coach for a correction.")},
    )
    objection = forms.CharField(
        label=_("What should be corrected?"), required=False, max_length=500, widget=text_area(3)
    )

    def __init__(
        self, data: Any, page: SessionPage, session: CoachingSession, *, required: tuple[str, ...] = ()
    ) -> None:
        record = page.record or SessionRecord(session=session)
        draft = {"reflection": record.reflection, "objection": record.objection}
        super().__init__(data, initial={**draft, "seen": reply_version(record)}, use_required_attribute=False)
        for name in required:
            self.fields[name].required = True

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.save_reply_draft and actions.object_to_feedback, or of actions.agree_session."""
        left_out = {"agree", "objection"} if self.fields["agree"].required else {"agree"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class FeedbackSheet:
    """The coach's whole sheet as one form: the record with the private note, a score a goal, and follow-ups."""

    def __init__(
        self, data: Any, page: SessionPage, session: CoachingSession, *, sending: bool = False, more: int = 0
    ) -> None:
        steps = [line.step for line in page.follow_ups]
        initial = {"note": page.note, "seen": record_version(page.record, steps, page.note, page.scores)}
        record = page.record or SessionRecord()
        due = local_date(session.end, session.engagement.coachee.zone) + WEEK
        self.form = FeedbackForm(data, instance=record, sending=sending, initial=initial)
        self.scores = GoalScoresForm(data, goals=goals_to_score(session), given=page.scores, sending=sending)
        self.rows = follow_up_rows(data, steps, due=due, more=more)
        self.is_bound = self.form.is_bound

    def __getitem__(self, name: str) -> forms.BoundField:
        return self.form[name]

    def is_valid(self) -> bool:
        return self.form.is_valid() & self.scores.is_valid() & self.rows.is_valid()

    def add_error(self, field: str | None, error: Any) -> None:
        self.form.add_error(field, error)

    @property
    def errors(self) -> dict[str, Any]:
        """Of the form and the scores, and under "steps" what is wrong with the rows."""
        rows = [error for row in self.rows.errors for found in row.values() for error in found]
        rows += self.rows.non_form_errors()
        return {**self.scores.errors, **self.form.errors, **({"steps": rows} if rows else {})}

    @property
    def is_newer(self) -> bool:
        return self.form.is_newer

    @property
    def is_repeated(self) -> bool:
        return self.form.is_repeated

    def renew(self, seen: str) -> None:
        self.form.renew(seen)

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.save_feedback_draft and actions.give_feedback."""
        names = ("method", *TALK, "feedback", "note", "seen")
        data = {name: self.form.cleaned_data[name] for name in names}
        return {"feedback": Feedback(**data, scores=self.scores.scores, steps=self.rows.steps)}
