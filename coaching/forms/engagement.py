"""Asking, answering, ending and sharing."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingTheme, EngagementKind
from ..queries import by_group
from .goal import GoalFields
from .widgets import text_area


class RequestForm(GoalFields):
    """Theme and first goal; the level of a competency when there is one in mind."""

    theme = forms.ChoiceField(label=_("Theme"))
    is_shared = forms.BooleanField(
        label=_("My supervisor may see that this coaching exists"),
        help_text=_("Only its state and the number of sessions, never what you talk about."),
        required=False,
    )

    layout = Layout(
        "theme", "statement", "sign_of_success",
        Row(Column("aim", css_class="col-md-8"), Column("due", css_class="col-md-4")),
        "is_shared",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        coachee: Employee,
        coach: Employee,
        kind: EngagementKind,
        themes: Sequence[CoachingTheme],
        asked: CoachingEngagement | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.has_themes = asked, bool(themes)
        self.engagement = CoachingEngagement(coachee=coachee, coach=coach, kind=kind)
        self.fields["theme"].choices = [("", _("Choose a theme")), *by_group(themes)]
        if kind == EngagementKind.SUPERVISOR:
            del self.fields["is_shared"]
            self.layout = Layout(*self.layout.fields[:-1])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("theme") and not self._is_repeated(data):
            self.engagement.theme_id = data["theme"]
            self.engagement.is_shared = data.get("is_shared", False)
            try:
                self.engagement.validate_constraints()
            except forms.ValidationError as refusal:
                self.add_error(None, refusal.messages)
        return data

    def _is_repeated(self, data: dict[str, Any]) -> bool:
        """Whether these are the words of the request that waits: the action says so."""
        asked = self.asked
        return bool(asked) and (asked.theme_id, asked.goal.statement) == (data["theme"], data.get("statement"))

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.request_coaching."""
        data = self.cleaned_data
        return {"theme": data["theme"], "goal": self.draft, "is_shared": data.get("is_shared", False)}


class ReasonForm(PortalFormMixin, forms.Form):
    """Why something is declined, cancelled or was missed; the other one reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=text_area(3))


class ConfirmForm(PortalFormMixin, forms.Form):
    """A question with one answer."""


class ShareForm(PortalFormMixin, forms.Form):
    is_shared = forms.BooleanField(label=_("My supervisor may see that this coaching exists"), required=False)
