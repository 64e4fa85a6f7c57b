"""Two people at one admin form: what one has stored, the other doesn't overwrite unseen.

The page brings along what it showed of each field, whether the field is a column of the model or not. A field left as
it was shown keeps what is stored now, whoever stored it; a field that both changed is told, and saved only when it is
sent a second time.
"""

from functools import partial
from typing import Any

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ValidationError
from django.forms import BoundField, Field, HiddenInput, ModelForm, MultiWidget
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from .admin_search import looks_like_nip
from .forms import HiddenList


class TwoAtOnce(ModelForm):
    """Mixed into the form of a stored object, whose row is locked while it is posted.

    Of a field that is no column, the initial value must be what the field cleans to.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True
            if isinstance(field.widget, MultiWidget):
                field.hidden_widget = partial(HiddenParts, field.widget)
            elif field.hidden_widget is not HiddenInput:
                field.hidden_widget = HiddenList

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        for name in self.fields:
            bound = self[name]
            if bound.html_initial_name not in self.data or name not in self.cleaned_data:
                continue
            if name not in self.changed_data:
                self.cleaned_data[name] = self._stored(bound)
            elif self._changed_meanwhile(bound):
                self.add_error(name, ValidationError(self._told(bound), code="conflict"))
                self._show_stored(bound)

    def _stored(self, bound: BoundField) -> Any:
        return getattr(self.instance, bound.name) if bound.name in self._columns else bound.initial

    def _changed_meanwhile(self, bound: BoundField) -> bool:
        shown = self._widget_data_value(bound.field.hidden_widget(), bound.html_initial_name)  # type: ignore[attr-defined]
        wanted = bound.value()
        return bound.field.has_changed(bound.initial, shown) and bound.field.has_changed(bound.initial, wanted)

    def _show_stored(self, bound: BoundField) -> None:
        """From now on the page shows what is stored, so that sending it again is a decision."""
        self.data = self.data.copy()
        stored = bound.field.prepare_value(bound.initial)
        self.data[bound.html_initial_name] = bound.field.hidden_widget().format_value(stored) or ""

    def _told(self, bound: BoundField) -> str:
        words = self._words(bound)
        if not words or looks_like_nip(words):
            return _("Someone else has changed this since you opened the page. Save again to put yours in its place.")
        return _(
            "Someone else has written “%(stored)s” here since you opened the page. "
            "Save again to put yours in its place."
        ) % {"stored": words}

    def _words(self, bound: BoundField) -> str:
        """What is stored, in words; nothing where it has none."""
        stored = self._stored(bound)
        if isinstance(stored, bool):
            return _("yes") if stored else _("no")
        if bound.name in self._columns:
            return str(display_for_field(stored, self._columns[bound.name], _("nothing")))
        return _chosen(bound.field, stored)

    @property
    def _columns(self) -> dict[str, Any]:
        return {field.name: field for field in self._meta.model._meta.fields}


class HiddenParts(HiddenList):
    """What a field of several inputs showed, input by input."""

    def __init__(self, shown: MultiWidget) -> None:
        super().__init__()
        self.shown = shown

    def format_value(self, value: Any) -> str:
        parts = value if isinstance(value, list) else self.shown.decompress(value)
        widgets = zip(self.shown.widgets, parts, strict=True)
        return super().format_value([widget.format_value(part) for widget, part in widgets])


def _chosen(field: Field, values: Any) -> str:
    """The labels of a field's chosen values; nothing where it does not choose."""
    if not isinstance(values, list) or not hasattr(field, "choices"):
        return ""
    chosen = {str(value) for value in values}
    labels = [str(label) for value, label in flatten_choices(field.choices) if str(value) in chosen]
    return ", ".join(labels) or _("nothing")
