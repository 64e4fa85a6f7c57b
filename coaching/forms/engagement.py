"""Asking, answering, ending and sharing."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency, Level
from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.employees.models import Employee

from ..actions import GoalDraft
from ..models import (
    THEME_GROUPS,
    CoachingEngagement,
    CoachingGoal,
    CoachingTheme,
    EngagementKind,
)
from ..models.goal import SCORES
from .widgets import text_area

GROUPED_THEMES = [(name, [(theme.value, theme.label) for theme in themes]) for name, themes in THEME_GROUPS]


def themes_for(kind: EngagementKind, offered: list[str] | None) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Grouped themes one may ask a person about: never wellbeing with the supervisor; None offers all the others."""
    allowed = set(CoachingTheme.values if offered is None else offered)
    if kind == EngagementKind.SUPERVISOR:
        allowed.discard(CoachingTheme.WELLBEING)
    groups = [(name, [pair for pair in themes if pair[0] in allowed]) for name, themes in GROUPED_THEMES]
    return [(name, themes) for name, themes in groups if themes]


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
        widgets = {"statement": forms.TextInput, "sign_of_success": text_area(2)}
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

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=text_area(3))


class ConfirmForm(PortalFormMixin, forms.Form):
    """A question with one answer."""


class ShareForm(PortalFormMixin, forms.Form):
    is_shared = forms.BooleanField(label=_("My supervisor may see that this coaching exists"), required=False)
