"""The end of a coaching: a result for each goal, and thanks."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..actions import Attainment, Closing
from ..models import CoachingGoal
from ..models.goal import SCORES
from .widgets import text_area

THANKS = {
    "label": _("Thank-you"),
    "help_text": _("A word to the other one. Only the two of you read it."),
    "max_length": 500,
    "widget": text_area(3),
}


class ClosingForm(PortalFormMixin, forms.Form):
    """A score and evidence for each goal; `scores` are what the fields begin with."""

    thanks = forms.CharField(required=False, **THANKS)

    def __init__(self, *args: Any, goals: list[CoachingGoal], scores: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        for goal in goals:
            self.fields[f"score_{goal.pk}"] = forms.TypedChoiceField(
                label=_("Goal attainment"), choices=SCORES, coerce=int, initial=scores.get(goal.pk),
                widget=forms.RadioSelect, help_text=_("Goal attainment scale: 0 means as agreed."),
            )  # fmt: skip
            self.fields[f"evidence_{goal.pk}"] = forms.CharField(
                label=_("Evidence"), max_length=1000, widget=text_area(3),
                help_text=_("What can be seen now that could not be seen before?"),
            )  # fmt: skip
            self.fields[f"shown_by_{goal.pk}"] = forms.CharField(
                label=_("What shows it?"), max_length=300, required=False,
                help_text=_("Such as minutes, a report, or what a colleague says."),
            )  # fmt: skip
            for name in ("score", "evidence", "shown_by"):
                field = self.fields[f"{name}_{goal.pk}"]
                field.summary = f"{goal.statement} – {field.label}"
        self.order_fields([*(name for name in self.fields if name != "thanks"), "thanks"])

    @property
    def parts(self) -> Iterator[tuple[CoachingGoal, forms.BoundField, list[forms.BoundField]]]:
        """Each goal with its score, and the two fields of its evidence."""
        for goal in self.goals:
            yield goal, self[f"score_{goal.pk}"], [self[f"evidence_{goal.pk}"], self[f"shown_by_{goal.pk}"]]

    @property
    def closing(self) -> Closing:
        """The valid form as the action takes it."""
        data = self.cleaned_data
        names = ("score", "evidence", "shown_by")
        attained = (Attainment(goal, *(data[f"{name}_{goal.pk}"] for name in names)) for goal in self.goals)
        return Closing(tuple(attained), data["thanks"])


class ThanksForm(PortalFormMixin, forms.Form):
    """Under the words of the other one."""

    text = forms.CharField(**{**THANKS, "label": _("Your thank-you")})
