"""A group session: with whom, when, and what about."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..actions import CommonText
from ..models import CoachingEngagement, SessionRecord
from ..models.group import FEWEST, MOST
from ..models.record import HEADINGS, TALK, RecordMethod
from ..queries import nearest_to_usual
from .availability import LengthField
from .session import SlotForm
from .widgets import text_area


class GroupPickForm(PortalFormMixin, forms.Form):
    """GET: the coachees of one theme and the length; the page then shows when all of them are free."""

    mark_optional = False
    theme = forms.CharField(max_length=20, widget=forms.HiddenInput)
    coachee = forms.MultipleChoiceField(
        label=_("Who takes part?"),
        help_text=_("Two to eight coachees. Each one is asked, and can say no. Nobody can be added later."),
        error_messages={"required": _("Choose 2 to 8 coachees."), "invalid_choice": _("Choose 2 to 8 coachees.")},
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = LengthField(label=_("How long?"))

    def __init__(self, data: Any, *, engagements: Sequence[CoachingEngagement]) -> None:
        super().__init__(data if "coachee" in data or "minutes" in data else None, initial={"theme": data.get("theme")})
        self.fields["minutes"].offer()
        self.initial["minutes"] = nearest_to_usual(minutes for minutes, _words in self.fields["minutes"].choices)
        self.engagements = {str(row.pk): row for row in engagements}
        self.fields["coachee"].choices = [(pk, row.coachee.display_name) for pk, row in self.engagements.items()]

    def clean_coachee(self) -> list[CoachingEngagement]:
        chosen = self.cleaned_data["coachee"]
        if not FEWEST <= len(set(chosen)) <= MOST:
            raise forms.ValidationError(_("Choose 2 to 8 coachees."))
        return [self.engagements[pk] for pk in dict.fromkeys(chosen)]

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["minutes"])


class GroupForm(SlotForm):
    """The chosen slot and place, and what all of them talk about."""

    topic = forms.CharField(
        label=_("What do you talk about?"), help_text=_("All who are invited read it."), max_length=200
    )

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.book_group."""
        return {**super().values, "topic": self.cleaned_data["topic"]}


class GroupTextForm(PortalFormMixin, forms.ModelForm):
    """What was said to all, under the four questions of a record."""

    mark_optional = False

    class Meta:
        model = SessionRecord
        fields = TALK
        widgets = {name: text_area() for name in TALK}
        labels = HEADINGS[RecordMethod.GROW]

    def text(self, rows: Any) -> CommonText:
        """What actions.share_text copies."""
        return CommonText(**{name: self.cleaned_data[name] for name in TALK}, steps=rows.steps)
