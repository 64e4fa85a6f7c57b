"""When a talk took place that nobody had booked."""

from datetime import timedelta
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.core.periods import Period, at_local
from bkn_portal.employees.models import Employee

from ..actions import Meeting
from ..models import SessionMode
from .availability import LengthField


class UnplannedForm(PortalFormMixin, forms.Form):
    """Day and clock are those of the person who writes."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    clock = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = LengthField(label=_("Length"))
    mode = forms.ChoiceField(label=_("How did you meet?"), choices=SessionMode.choices)
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)
    layout = Layout(
        Row(*(Column(name, css_class="col-md-4") for name in ("day", "clock", "minutes"))),
        Row(Column("mode", css_class="col-md-4"), Column("place", css_class="col-md-8")),
    )

    def __init__(self, *args: Any, person: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = person.zone
        self.fields["minutes"].offer(self.initial.get("minutes"))

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.record_unplanned_session."""
        data = self.cleaned_data
        start = at_local(data["day"], data["clock"], self.zone)
        period = Period(start, start + timedelta(minutes=data["minutes"]))
        return {"period": period, "meeting": Meeting(mode=data["mode"], place=data["place"])}
