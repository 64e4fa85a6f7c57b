"""A session's time and agenda."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.core.periods import Period

from ..actions import Meeting
from ..models import SessionMode
from .widgets import text_area

OTHER_SCHEME = re.compile(r"\s*(?!https?://)([a-z][a-z0-9+.-]*://|(javascript|data|vbscript|file|blob|about):)", re.I)
"""The beginning of an address that is no web page."""


class SlotForm(PortalFormMixin, forms.Form):
    """The chosen slot and how the two meet."""

    start = forms.CharField(
        max_length=40, error_messages={"required": _("Choose one of the free times.")}, widget=forms.HiddenInput
    )
    mode = forms.ChoiceField(label=_("How do you meet?"), choices=SessionMode.choices, initial=SessionMode.IN_PERSON)
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)
    layout = Layout(Row(Column("mode", css_class="col-md-5"), Column("place", css_class="col-md-7")))

    def __init__(self, *args: Any, minutes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length = timedelta(minutes=minutes)

    def clean_start(self) -> datetime:
        try:
            moment = parse_datetime(self.cleaned_data["start"])
            if moment is None or timezone.is_naive(moment):
                raise ValueError
            moment = moment.astimezone(UTC)
            self.cleaned_data["period"] = Period(moment, moment + self.length)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(_("Choose one of the free times.")) from error
        return moment

    def clean_place(self) -> str:
        """A room or a web address; nothing that a browser would run or open from a disk."""
        place = self.cleaned_data["place"]
        if OTHER_SCHEME.match(place):
            raise forms.ValidationError(_("Write a room, or a link that begins with https://."))
        return place

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.book_session."""
        data = self.cleaned_data
        return {"period": data["period"], "meeting": Meeting(mode=data["mode"], place=data["place"])}


class MoveForm(SlotForm):
    """Another slot or place for a session; why, when it is another time than `present`. `sequence` is the change that
    the page showed."""

    unmarked = ("reason",)
    reason = forms.CharField(
        label=_("Why does it change?"), help_text=_("The other one reads it. Needed when the time changes."),
        max_length=500, required=False, widget=text_area(2),
    )  # fmt: skip
    sequence = forms.IntegerField(min_value=0, max_value=32_767, widget=forms.HiddenInput)

    def __init__(self, *args: Any, present: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = present

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "reason" in data and not data["reason"] and data.get("start", self.present) != self.present:
            self.add_error("reason", _("Please say why the time changes."))
        kept = {"start": self.present, "mode": self.initial["mode"], "place": self.initial["place"]}
        if all(data.get(name) == value for name, value in kept.items()):  # nobody is told of a change that is none
            raise forms.ValidationError(_("This is the present time and place. Choose another one to change it."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """Arguments of actions.move_session."""
        data = self.cleaned_data
        return {**super().values, "reason": data["reason"], "seen": data["sequence"]}


class SeenSequenceForm(forms.Form):
    """Which change of the session the page showed."""

    sequence = forms.IntegerField(min_value=0, max_value=32_767)


class WeekForm(forms.Form):
    """Which of the two weeks of slots a page shows."""

    week = forms.TypedChoiceField(choices=[(1, 1), (2, 2)], coerce=int, required=False, empty_value=1)

    @classmethod
    def week_of(cls, query: Any, *, usual: int = 1) -> int:
        """1 or 2; `usual` when none is named, anything else is 1."""
        form = cls(query)
        form.is_valid()
        return form.cleaned_data.get("week", 1) if query.get("week") else usual
