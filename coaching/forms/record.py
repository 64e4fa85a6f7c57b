"""The coach's record of a session, and its follow-ups."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..actions import Step
from ..models import FollowUp, RecordMethod, SessionRecord
from ..models.record import HEADINGS, TALK
from .seen import SeenForm
from .widgets import text_area


class FeedbackForm(SeenForm, forms.ModelForm):
    """The coach's page. A draft may be empty; `send` asks for goal, step and feedback."""

    note = forms.CharField(label=_("Private note"), required=False, max_length=4000, widget=text_area(3))

    class Meta:
        model = SessionRecord
        fields = ["method", *TALK, "feedback"]
        widgets = {"method": forms.RadioSelect, "feedback": text_area()} | {name: text_area() for name in TALK}
        labels = {"method": _("Write it down by"), "feedback": _("Feedback to the coachee")}

    def __init__(self, *args: Any, sending: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headings = HEADINGS.get(self["method"].value(), HEADINGS[RecordMethod.GROW])
        for name in TALK:
            self.fields[name].label = headings[name]
            self.fields[name].widget.attrs["class"] = "form-control"
        for name in ("goal", "will", "feedback") if sending else ():
            self.fields[name].required = True

    @property
    def talk(self) -> list[tuple[Any, list[tuple[str, Any]]]]:
        """The four fields, each with its heading by every method: the style sheet shows the chosen one's."""
        return [(self[name], [(method, headings[name]) for method, headings in HEADINGS.items()]) for name in TALK]


class FollowUpForm(PortalFormMixin, forms.ModelForm):
    mark_optional = False

    class Meta:
        model = FollowUp
        fields = ["what", "side", "due"]
        labels = {"what": _("Step"), "side": _("By"), "due": _("Due")}
        widgets = {"what": forms.TextInput(), "due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, due: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].initial = due
        for field in self.fields.values():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"

    def has_changed(self) -> bool:
        """Whether the row says something: Django leaves the fields of an "unchanged" row out, and so lost it.

        A date alone asks for its text in a spare row only: in a row that had one the text was taken away, or the page
        is older than the step, which must be said instead.
        """
        has_text, has_date = bool((self["what"].data or "").strip()), bool(self["due"].data)
        return has_text or (has_date and "what" not in self.initial and "due" in self.changed_data)

    def clean_due(self) -> date:
        due = self.cleaned_data["due"]
        today = timezone.localdate()
        if not today - timedelta(days=366) <= due <= today + timedelta(days=3 * 366):
            raise forms.ValidationError(_("Choose a date within the next three years."))
        return due


class BaseFollowUps(forms.BaseFormSet):
    """Rows of follow-ups: an empty row is no follow-up; emptying a row's text takes it away."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "use_required_attribute": False, "empty_permitted": True}

    @property
    def steps(self) -> tuple[Step, ...]:
        found = [form.cleaned_data for form in self.forms if form.cleaned_data.get("what")]
        return tuple(Step(row["what"], row["side"], row["due"]) for row in found)


MAX_STEPS = 10
SPARE_ROWS = 2


def follow_up_rows(data: Any, steps: Iterable[FollowUp], *, due: date | None = None, more: int = 0) -> Any:
    """The rows of a session: what is there, two empty ones that are due on `due`, and `more`; never over 10."""
    there = [{"what": step.what, "side": step.side, "due": step.due} for step in steps]
    extra = min(SPARE_ROWS + more, MAX_STEPS - len(there))
    kind = forms.formset_factory(
        FollowUpForm, formset=BaseFollowUps, extra=max(extra, 0), max_num=MAX_STEPS, validate_max=True,
        absolute_max=MAX_STEPS + 5,
    )  # fmt: skip
    return kind(data, initial=there, prefix="steps", form_kwargs={"due": due})


class TickForm(forms.Form):
    done = forms.BooleanField(required=False)
