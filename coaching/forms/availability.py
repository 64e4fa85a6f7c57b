"""Weekly hours and their exceptions; the same field serves the coach's page and the administration."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_time
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.forms import HiddenList, PortalFormMixin

from ..actions import HoursDraft
from ..actions.availability import A_YEAR
from ..models import CoachProfile, DayOff, ExtraHours, WeeklyHours
from ..queries import hours_version, length_choices, weekly_hours
from .seen import SeenForm

WEEKDAYS = WeeklyHours._meta.get_field("weekday").choices
WINDOWS_A_DAY = 2
HOURS_FIELDS = ["session_minutes", "notice_hours", "break_minutes"]
Typed = tuple[int, str, str]


class WeeklyHoursWidget(forms.Widget):
    """Two spans for each day of the week, as plain time inputs."""

    use_fieldset = True
    template_name = "coaching/_weekly_hours.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Typed]:
        return [
            (day, data.get(f"{name}_{place}_start", "") or "", data.get(f"{name}_{place}_end", "") or "")
            for place, day in enumerate(_places())
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_0" if id_ else ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        days: dict[int, tuple[str, list[Any]]] = {day: (str(label), []) for day, label in WEEKDAYS}
        for place, (day, start, end) in enumerate(value):
            label, spans = days[day]
            told = {"label": label, "number": len(spans) + 1}
            spans.append(
                {
                    "name": f"{name}_{place}",
                    "id": f"id_{name}_{place}",
                    "start": start,
                    "end": end,
                    "from": gettext("%(label)s, hours %(number)s, from") % told,
                    "until": gettext("%(label)s, hours %(number)s, until") % told,
                }
            )
        return render_to_string(self.template_name, {"days": days.values()})


class WeeklyHoursField(forms.Field):
    """Cleans to a tuple of WeeklyWindow by day and start; an empty span is left out."""

    widget = WeeklyHoursWidget
    hidden_widget = HiddenList

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: list[Typed]) -> tuple[WeeklyWindow, ...]:
        spans, faults = [], []
        for day, start, end in value:
            if start or end:
                span = _window(day, start, end)
                (spans if isinstance(span, WeeklyWindow) else faults).append(span)
        if faults:
            raise forms.ValidationError(faults)
        return tuple(sorted(spans, key=lambda span: (span.weekday, span.start)))

    def prepare_value(self, value: Any) -> list[Any]:
        """Stored windows as what the widget sends; what came from a page stays."""
        return value if isinstance(value, list) else _typed(value or ())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(one) for one in self.prepare_value(initial)] != [str(one) for one in data]


class LengthField(forms.TypedChoiceField):
    """Minutes of a session, among those on offer and the one there is already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Length of a session"), "coerce": int, **kwargs})

    def offer(self, also: int | None = None) -> None:
        """Take the choices of today."""
        self.choices = length_choices(on=timezone.localdate(), also=also)


class HoursForm(SeenForm, forms.ModelForm):
    """Weekly hours in the coach's zone and the rules of booking."""

    session_minutes = LengthField()

    hours = WeeklyHoursField(label=_("Weekly hours"))

    class Meta:
        model = CoachProfile
        fields = HOURS_FIELDS
        help_texts = {"break_minutes": _("Kept free around what your own calendar calls taken, too.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session_minutes"].offer(self.instance.session_minutes)
        self.initial["hours"] = week = hours_of(self.instance)
        self.initial["seen"] = hours_version(self.instance, week)

    @property
    def rules(self) -> list[forms.BoundField]:
        """The fields beside the week."""
        return [self[name] for name in HOURS_FIELDS]

    @property
    def draft(self) -> HoursDraft:
        """Argument of actions.set_hours."""
        return hours_draft(self.cleaned_data)


class DayOffForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = DayOff
        fields = ["first_day", "last_day"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_day"].widget = _day_input(today, A_YEAR)
        self.fields["last_day"].widget = _day_input(today, 2 * A_YEAR)


class ExtraHoursForm(PortalFormMixin, forms.ModelForm):
    class Meta:
        model = ExtraHours
        fields = ["day", "start", "end"]
        widgets = {
            "start": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "end": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    layout = Layout("day", Row(Column("start", css_class="col-6"), Column("end", css_class="col-6")))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].widget = _day_input(today, A_YEAR)


def _day_input(today: date, within: timedelta) -> forms.DateInput:
    """What the browser offers; the action refuses the rest."""
    limits = {"min": today.isoformat(), "max": (today + within).isoformat()}
    return forms.DateInput(attrs={"type": "date", **limits}, format="%Y-%m-%d")


def hours_of(profile: CoachProfile) -> tuple[WeeklyWindow, ...]:
    """The stored weekly hours, as the field's initial value."""
    return tuple(weekly_hours(profile)) if profile.pk else ()


def hours_draft(data: Mapping[str, Any]) -> HoursDraft:
    """From a form with HOURS_FIELDS and `hours`."""
    return HoursDraft(hours=data["hours"], **{name: data[name] for name in HOURS_FIELDS})


def _places() -> list[int]:
    """The day of each span of the widget, in order."""
    return [day for day, _label in WEEKDAYS for _span in range(WINDOWS_A_DAY)]


def _typed(windows: tuple[WeeklyWindow, ...]) -> list[Typed]:
    """Stored hours as what the widget would send; a third span of a day has no place and is left out."""
    typed = []
    for day, _label in WEEKDAYS:
        mine = sorted((window for window in windows if window.weekday == day), key=lambda window: window.start)
        spans = [(day, f"{window.start:%H:%M}", f"{window.end:%H:%M}") for window in mine]
        typed += (spans + [(day, "", "")] * WINDOWS_A_DAY)[:WINDOWS_A_DAY]
    return typed


def _window(day: int, start: str, end: str) -> Any:
    """The window, or the sentence about what is wrong with it."""
    told = {"day": dict(WEEKDAYS)[day]}
    first, last = _clock(start), _clock(end)
    if first is None or last is None:
        return forms.ValidationError(_("%(day)s: please fill in both times, such as 09:00."), params=told)
    if first >= last:
        return forms.ValidationError(_("%(day)s: the hours must end after they start."), params=told)
    return WeeklyWindow(day, first, last)


def _clock(text: str) -> time | None:
    try:
        found = parse_time(text) if len(text) <= 8 else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo is None else None
