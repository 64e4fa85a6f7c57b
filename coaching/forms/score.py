"""A score of the goal attainment scale for each goal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..models import CoachingGoal, GoalScore
from ..models.goal import SCORES

NOT_DISCUSSED = "none"


def _score(value: str) -> int | None:
    return None if value == NOT_DISCUSSED else int(value)


class GoalScoresForm(PortalFormMixin, forms.Form):
    """One row of scores a goal. With `sending` each goal needs an answer, and one of several may be "not discussed"."""

    mark_optional = False
    may_skip = True
    beginning: int | None = None

    def __init__(
        self, *args: Any, goals: list[CoachingGoal], given: Iterable[GoalScore] = (), sending: bool = False, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.goals, self.sending = goals, sending
        known = {one.goal_id: NOT_DISCUSSED if one.score is None else one.score for one in given}
        others = [(NOT_DISCUSSED, _("not discussed"))] if self.may_skip and len(goals) > 1 else []
        for goal in goals:
            self.fields[f"score_{goal.pk}"] = forms.TypedChoiceField(
                label=goal.statement, choices=[*SCORES, *others], coerce=_score, empty_value="", required=sending,
                initial=known.get(goal.pk, self.beginning), widget=forms.RadioSelect,
                error_messages={"required": _("Choose a score.")},
            )  # fmt: skip

    def clean(self) -> None:
        if self.sending and self.scores and not self.errors and all(score is None for score in self.scores.values()):
            raise forms.ValidationError(_("Score at least one goal: one of them was discussed."))

    @property
    def parts(self) -> Iterator[tuple[CoachingGoal, forms.BoundField]]:
        """Each goal with its field."""
        return ((goal, self[f"score_{goal.pk}"]) for goal in self.goals)

    @property
    def scores(self) -> Mapping[int, int | None]:
        """By goal; None: not discussed. Goals without an answer are left out."""
        found = {goal.pk: self.cleaned_data.get(f"score_{goal.pk}", "") for goal in self.goals}
        return {goal: score for goal, score in found.items() if score != ""}


class StartScoresForm(GoalScoresForm):
    """Where the coachee stands at the beginning, by goal."""

    may_skip = False
    beginning = -1
