"""What people type. Forms validate; actions write."""

from datetime import date, datetime, timedelta
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency, Level
from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.core.periods import Period, Zone
from bkn_portal.employees.models import Employee, OrgUnit

from .actions import Feedback, GoalDraft, Meeting, Step
from .models import (
    THEME_GROUPS,
    CoachingEngagement,
    CoachingGoal,
    CoachingSession,
    CoachingTheme,
    EngagementKind,
    FollowUp,
    SessionMode,
    SessionRecord,
)
from .models.goal import SCORES
from .queries import coach_units

GROUPED_THEMES = [(name, [(theme.value, theme.label) for theme in themes]) for name, themes in THEME_GROUPS]
GROW = ("goal", "reality", "options", "will")


def themes_for(kind: EngagementKind, offered: list[str] | None) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Grouped themes one may ask a person about: never wellbeing with the supervisor; None offers all the others."""
    allowed = set(CoachingTheme.values if offered is None else offered)
    if kind == EngagementKind.SUPERVISOR:
        allowed.discard(CoachingTheme.WELLBEING)
    groups = [(name, [pair for pair in themes if pair[0] in allowed]) for name, themes in GROUPED_THEMES]
    return [(name, themes) for name, themes in groups if themes]


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DirectoryFilter(PortalFormMixin, forms.Form):
    """GET filter of the directory; what is wrong in it is left out."""

    mark_optional = False
    theme = forms.ChoiceField(label=_("Theme"), choices=CoachingTheme.choices, required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=OrgUnit.objects.none(), required=False)
    zone = forms.ChoiceField(label=_("Time zone"), choices=Zone.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = coach_units()
        self.fields["unit"].empty_label = _("All units")

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid filters as arguments of queries.candidates."""
        self.is_valid()
        unit = self.cleaned_data.get("unit")
        return {
            "theme": self.cleaned_data.get("theme", ""),
            "unit": unit.pk if unit else None,
            "zone": self.cleaned_data.get("zone", ""),
        }


class RequestForm(PortalFormMixin, forms.ModelForm):
    """Theme, goal and sign of success; a competency when there is one in mind."""

    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("Choose a theme")), *GROUPED_THEMES])
    is_shared = forms.BooleanField(
        label=_("My supervisor may see that this coaching exists"),
        help_text=_("Only its state and the number of sessions, never what you talk about."),
        required=False,
    )

    class Meta:
        model = CoachingGoal
        fields = ["statement", "sign_of_success", "competency", "target_level"]
        widgets = {"sign_of_success": _area(2)}
        labels = {"statement": _("What do you want to reach?"), "sign_of_success": _("How will you both see it?")}
        help_texts = {
            "statement": _("One sentence, such as “Leading meetings across units with clear decisions”."),
            "sign_of_success": _("Something that can be observed when the goal is reached."),
        }

    layout = Layout(
        "theme", "statement", "sign_of_success",
        Row(Column("competency", css_class="col-md-8"), Column("target_level", css_class="col-md-4")),
        "is_shared",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        coachee: Employee,
        coach: Employee,
        kind: EngagementKind,
        offered: list[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.engagement = CoachingEngagement(coachee=coachee, coach=coach, kind=kind)
        self.fields["theme"].choices = [("", _("Choose a theme")), *themes_for(kind, offered)]
        self.fields["competency"].queryset = Competency.objects.active()
        self.fields["target_level"] = forms.TypedChoiceField(
            label=_("Target level"), choices=[("", "–"), *Level.choices], coerce=int, empty_value=None, required=False
        )
        if kind == EngagementKind.SUPERVISOR:
            del self.fields["is_shared"]
            self.layout = Layout(*self.layout.fields[:-1])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("theme"):
            self.engagement.theme = data["theme"]
            self.engagement.is_shared = data.get("is_shared", False)
            try:
                self.engagement.validate_constraints()
            except forms.ValidationError as refusal:
                self.add_error(None, refusal.messages)
        return data

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.request_coaching."""
        data = self.cleaned_data
        names = ("statement", "sign_of_success", "competency", "target_level")
        goal = GoalDraft(**{name: data[name] for name in names})
        return {"theme": data["theme"], "goal": goal, "is_shared": data.get("is_shared", False)}


class AcceptForm(PortalFormMixin, forms.Form):
    start_score = forms.TypedChoiceField(
        label=_("Where does the coachee stand today?"),
        help_text=_("0 is the goal as agreed, −2 is far from it."),
        choices=SCORES,
        coerce=int,
        initial=-1,
        widget=forms.RadioSelect,
    )


class ReasonForm(PortalFormMixin, forms.Form):
    """Why something is declined, cancelled or was missed; the other one reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=_area(3))


class SlotForm(PortalFormMixin, forms.Form):
    """The chosen slot and how the two meet."""

    start = forms.CharField(
        max_length=40, error_messages={"required": _("Choose one of the free times.")}, widget=forms.HiddenInput
    )
    mode = forms.ChoiceField(label=_("How do you meet?"), choices=SessionMode.choices, initial=SessionMode.IN_PERSON)
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)
    layout = Layout(Row(Column("mode", css_class="col-md-5"), Column("place", css_class="col-md-7")))

    def __init__(self, *args: Any, minutes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length = timedelta(minutes=minutes)

    def clean_start(self) -> datetime:
        try:
            moment = parse_datetime(self.cleaned_data["start"])
            if moment is None or timezone.is_naive(moment):
                raise ValueError
            self.cleaned_data["period"] = Period(moment, moment + self.length)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(_("Choose one of the free times.")) from error
        return moment

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.book_session and move_session."""
        data = self.cleaned_data
        return {"period": data["period"], "meeting": Meeting(mode=data["mode"], place=data["place"])}


class WeekForm(forms.Form):
    """Which of the two weeks of slots a page shows."""

    week = forms.TypedChoiceField(choices=[(1, 1), (2, 2)], coerce=int, required=False, empty_value=1)

    @classmethod
    def week_of(cls, query: Any) -> int:
        """1 or 2; anything else is 1."""
        form = cls(query)
        form.is_valid()
        return form.cleaned_data.get("week", 1)


class ConfirmForm(PortalFormMixin, forms.Form):
    """A question with one answer."""


class AgendaForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = CoachingSession
        fields = ["agenda"]
        widgets = {"agenda": _area(6)}
        labels = {"agenda": _("What do you want to talk about?")}
        help_texts = {"agenda": _("Your coach reads it before the session. Three sentences are enough.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agenda"].required = True


class FeedbackForm(PortalFormMixin, forms.ModelForm):
    """The coach's page. A draft may be empty; `send` asks for goal, step, feedback and score."""

    note = forms.CharField(label=_("Private note"), required=False, max_length=4000, widget=_area(3))
    goal_score = forms.TypedChoiceField(
        label=_("Goal attainment"), choices=SCORES, coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip

    mark_optional = False

    class Meta:
        model = SessionRecord
        fields = [*GROW, "feedback", "goal_score"]
        widgets = {name: _area() for name in (*GROW, "feedback")}
        labels = {
            "goal": _("Goal – goal of the session"),
            "reality": _("Reality – how things are now"),
            "options": _("Options – what is possible"),
            "will": _("Will – the chosen step"),
            "feedback": _("Feedback to the coachee"),
        }

    def __init__(self, *args: Any, sending: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("goal", "will", "feedback", "goal_score") if sending else ():
            self.fields[name].required = True


class FollowUpForm(PortalFormMixin, forms.ModelForm):
    mark_optional = False

    class Meta:
        model = FollowUp
        fields = ["what", "side", "due"]
        widgets = {"due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"

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
        widget=_area(5),
    )
    agree = forms.BooleanField(
        label=_("I agree with what this record says"),
        error_messages={"required": _("Tick that you agree, or ask your coach for a correction.")},
    )


class ObjectionForm(PortalFormMixin, forms.Form):
    objection = forms.CharField(label=_("What should be corrected?"), max_length=500, widget=_area(3))


class NoteForm(PortalFormMixin, forms.Form):
    note = forms.CharField(label=_("Private note"), required=False, max_length=4000, widget=_area(4))


class ShareForm(PortalFormMixin, forms.Form):
    is_shared = forms.BooleanField(label=_("My supervisor may see that this coaching exists"), required=False)


class TickForm(forms.Form):
    done = forms.BooleanField(required=False)


def initial_steps(session: CoachingSession) -> list[dict[str, Any]]:
    """The session's follow-ups as rows of the form."""
    return [{"what": row.what, "side": row.side, "due": row.due} for row in session.follow_ups.all()]


def feedback_of(form: FeedbackForm, rows: Any) -> Feedback:
    """The coach's whole page as the actions take it."""
    data = form.cleaned_data
    names = (*GROW, "feedback", "goal_score", "note")
    return Feedback(**{name: data[name] for name in names}, steps=rows.steps)
