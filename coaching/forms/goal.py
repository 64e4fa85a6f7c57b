"""What a goal is made of."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency, Level
from bkn_portal.competencies.queries import Described, described_competencies
from bkn_portal.core.forms import PortalFormMixin

from ..actions import GoalDraft
from ..models import CoachingGoal
from ..models.goal import SCORES
from ..queries import goal_version
from .seen import SeenForm
from .widgets import LongSelect, text_area

THREE_YEARS = timedelta(days=3 * 366)


def aims(known: int = 0) -> list[Any]:
    """Competencies in use, and the `known` one, each as a group: without a level, and each level with what it means."""
    return [("", "–"), *((one.name, _aims_of(one)) for one in described_competencies(known))]


def _aims_of(one: Described) -> list[tuple[str, str]]:
    texts = {level: f"{level} – {text}" for level, text in one.levels.items()}
    levels = [(f"{one.number}:{level}", f"{one.name} {texts.get(level, name)}") for level, name in Level.choices]
    return [(f"{one.number}:", one.name), *levels]


class GoalFields(PortalFormMixin, forms.ModelForm):
    """Statement, sign of success, and if wanted the level of a competency and a date."""

    aim = forms.ChoiceField(
        label=_("Competency and target level"), required=False, widget=LongSelect,
        help_text=_("The competency this is about, and the level you want to reach in it."),
    )  # fmt: skip

    class Meta:
        model = CoachingGoal
        fields = ["statement", "sign_of_success", "due"]
        widgets = {
            "statement": forms.TextInput,
            "sign_of_success": text_area(2),
            "due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "statement": _("What do you want to reach?"),
            "sign_of_success": _("How will you both see it?"),
            "due": _("By when?"),
        }
        help_texts = {
            "statement": _("One sentence, such as “Leading meetings across units with clear decisions”."),
            "sign_of_success": _("Something that can be observed when the goal is reached."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goal = self.instance
        self.fields["aim"].choices = aims(goal.competency_id or 0)
        if goal.competency_id:
            self.initial["aim"] = f"{goal.competency_id}:{goal.target_level or ''}"

    def clean_due(self) -> date | None:
        due, today = self.cleaned_data["due"], timezone.localdate()
        if due and due != self.initial.get("due") and not today <= due <= today + THREE_YEARS:
            raise forms.ValidationError(_("Choose a date within the next three years."))
        return due

    @property
    def draft(self) -> GoalDraft:
        """The valid form as the actions take it."""
        data, goal = self.cleaned_data, self.instance
        competency, _colon, level = data["aim"].partition(":")
        return GoalDraft(
            statement=goal.statement, sign_of_success=goal.sign_of_success, due=data["due"],
            competency=Competency.objects.get(pk=competency) if competency else None,
            target_level=int(level) if level else None,
        )  # fmt: skip


class GoalForm(GoalFields):
    """One more goal, with where the coachee stands."""

    start_score = forms.TypedChoiceField(
        label=_("Where does the coachee stand today?"), help_text=_("0 is the goal as agreed, −2 is far from it."),
        choices=SCORES, coerce=int, initial=-1, widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ["statement", "sign_of_success", "start_score", "aim", "due"]


class GoalChangeForm(SeenForm, GoalFields):
    """A goal that stands; of one that a record speaks of the words are only corrected."""

    mark_optional = True
    field_order = ["statement", "sign_of_success", "aim", "due"]

    def __init__(self, data: Any, *, instance: CoachingGoal) -> None:
        super().__init__(data, instance=instance, initial={"seen": goal_version(instance)})
        self.is_recorded = instance.is_recorded
