"""What is written after a session."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..actions import Feedback, Step
from ..models import (
    CoachingSession,
    FollowUp,
    SessionRecord,
)
from .score import GoalScoresForm
from .widgets import text_area

GROW = ("goal", "reality", "options", "will")


class FeedbackForm(PortalFormMixin, forms.ModelForm):
    """The coach's page. A draft may be empty; `send` asks for goal, step and feedback."""

    note = forms.CharField(label=_("Private note"), required=False, max_length=4000, widget=text_area(3))
    seen = forms.CharField(widget=forms.HiddenInput(), max_length=32)

    mark_optional = False

    class Meta:
        model = SessionRecord
        fields = [*GROW, "feedback"]
        widgets = {name: text_area() for name in (*GROW, "feedback")}
        labels = {
            "goal": _("Goal – goal of the session"),
            "reality": _("Reality – how things are now"),
            "options": _("Options – what is possible"),
            "will": _("Will – the chosen step"),
            "feedback": _("Feedback to the coachee"),
        }

    def __init__(self, *args: Any, sending: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("goal", "will", "feedback") if sending else ():
            self.fields[name].required = True


class FollowUpForm(PortalFormMixin, forms.ModelForm):
    mark_optional = False

    class Meta:
        model = FollowUp
        fields = ["what", "side", "due"]
        widgets = {"what": forms.TextInput(), "due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"

    def has_changed(self) -> bool:
        """Whether the row says something: Django leaves the fields of an "unchanged" row out, and so lost it."""
        return bool((self["what"].data or "").strip()) or "due" in self.changed_data

    def clean_due(self) -> date:
        due = self.cleaned_data["due"]
        today = timezone.localdate()
        if not today - timedelta(days=366) <= due <= today + timedelta(days=3 * 366):
            raise forms.ValidationError(_("Choose a date within the next three years."))
        return due


class BaseFollowUps(forms.BaseFormSet):
    """Rows of follow-ups: an empty row is no follow-up; emptying a row's text takes it away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, form_kwargs={"use_required_attribute": False, "empty_permitted": True}, **kwargs)

    @property
    def steps(self) -> tuple[Step, ...]:
        found = [form.cleaned_data for form in self.forms if form.cleaned_data.get("what")]
        return tuple(Step(row["what"], row["side"], row["due"]) for row in found)


MAX_STEPS = 10
SPARE_ROWS = 2


def follow_up_rows(data: Any, steps: list[dict[str, Any]], *, more: int = 0) -> Any:
    """The rows of a session: what is there, two empty ones, and `more`; never over 10."""
    extra = min(SPARE_ROWS + more, MAX_STEPS - len(steps))
    kind = forms.formset_factory(
        FollowUpForm, formset=BaseFollowUps, extra=max(extra, 0), max_num=MAX_STEPS, validate_max=True,
        absolute_max=MAX_STEPS + 5,
    )  # fmt: skip
    return kind(data, initial=steps, prefix="steps")


class ReflectionForm(PortalFormMixin, forms.Form):
    """Reflect and agree; or, with `object`, say what should be corrected."""

    reflection = forms.CharField(
        label=_("Your reflection"),
        help_text=_("What do you take with you, and what will you do first? Your coach reads it."),
        max_length=2000,
        widget=text_area(5),
    )
    agree = forms.BooleanField(
        label=_("I agree with what this record says"),
        error_messages={"required": _("Tick that you agree, or ask your coach for a correction.")},
    )


class ObjectionForm(PortalFormMixin, forms.Form):
    objection = forms.CharField(label=_("What should be corrected?"), max_length=500, widget=text_area(3))


class NoteForm(PortalFormMixin, forms.Form):
    note = forms.CharField(label=_("Private note"), required=False, max_length=4000, widget=text_area(4))


class TickForm(forms.Form):
    done = forms.BooleanField(required=False)


def initial_steps(session: CoachingSession) -> list[dict[str, Any]]:
    """The session's follow-ups as rows of the form."""
    return [{"what": row.what, "side": row.side, "due": row.due} for row in session.follow_ups.all()]


def feedback_of(form: FeedbackForm, rows: Any, scores: GoalScoresForm) -> Feedback:
    """The coach's whole page as the actions take it."""
    data = form.cleaned_data
    names = (*GROW, "feedback", "note", "seen")
    return Feedback(**{name: data[name] for name in names}, steps=rows.steps, scores=scores.scores)
