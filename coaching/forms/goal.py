"""What a goal is made of."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency, Level
from bkn_portal.core.forms import PortalFormMixin

from ..actions import GoalDraft
from ..models import CoachingGoal
from ..models.goal import SCORES
from ..queries import goal_version
from .seen import SeenForm
from .widgets import text_area

THREE_YEARS = timedelta(days=3 * 366)


def aims(known: Competency | None = None) -> list[Any]:
    """Competencies in use, and `known`, each as a group: without a level, and each level with what it means."""
    found = Competency.objects.filter(Q(is_active=True) | Q(pk=known and known.pk)).prefetch_related("level_texts")
    return [("", "–"), *((str(competency), _aims_of(competency)) for competency in found)]


def _aims_of(competency: Competency) -> list[tuple[str, str]]:
    texts = {row.level: str(row) for row in competency.level_texts.all()}
    levels = [(f"{competency.pk}:{level}", f"{competency} {texts.get(level, name)}") for level, name in Level.choices]
    return [(f"{competency.pk}:", str(competency)), *levels]


class GoalFields(PortalFormMixin, forms.ModelForm):
    """Statement, sign of success, and if wanted the level of a competency and a date."""

    aim = forms.ChoiceField(
        label=_("Competency and target level"), required=False,
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
        self.fields["aim"].choices = aims(goal.competency)
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
