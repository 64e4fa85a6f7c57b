"""Three questions of 1 to 5, and words; and which year of a coach's hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..actions.evaluation import Evaluation
from ..queries.evaluation import NAMES, questions_for
from .widgets import text_area

SCALE = [(1, _("1 – not at all")), (2, "2"), (3, "3"), (4, "4"), (5, _("5 – fully"))]


class EvaluationForm(PortalFormMixin, forms.Form):
    """`side` decides the questions."""

    first = forms.TypedChoiceField(choices=SCALE, coerce=int, widget=forms.RadioSelect)
    second = forms.TypedChoiceField(choices=SCALE, coerce=int, widget=forms.RadioSelect)
    third = forms.TypedChoiceField(choices=SCALE, coerce=int, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Write nothing by which you could be recognised."),
        required=False,
        max_length=500,
        widget=text_area(3),
    )

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in questions_for(side):
            self.fields[name].label = question
            self.fields[name].summary = str(question).removesuffix(".")

    @property
    def evaluation(self) -> Evaluation:
        return Evaluation(**{name: self.cleaned_data[name] for name in (*NAMES, "words")})


class CoachYearForm(forms.Form):
    """Which year of the coach's hours; anything else means the present one."""

    tahun = forms.IntegerField(min_value=2000, max_value=9000, required=False)

    @property
    def year(self) -> int | None:
        return self.cleaned_data.get("tahun") if self.is_valid() else None
