"""Another coach: named with a refusal, or asked with one click."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..models import CoachProfile
from .engagement import ReasonForm


class DeclineForm(ReasonForm):
    """The reason, and a colleague who may fit."""

    other = forms.TypedChoiceField(
        label=_("Do you know a colleague who fits?"),
        help_text=_("The coachee may ask this coach with one click. Nobody is told before."),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, others: list[CoachProfile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {profile.person_id: profile.person for profile in others}
        named = [(pk, f"{person.display_name} · {person.unit.label}") for pk, person in self.people.items()]
        self.fields["other"].choices = [("", "–"), *named]

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.decline_and_refer."""
        data = self.cleaned_data
        return {"reason": data["reason"], "other": self.people.get(data["other"])}


class NextCoachForm(PortalFormMixin, forms.Form):
    """The button that asks the coach who is offered."""

    coach = forms.IntegerField(widget=forms.HiddenInput)
