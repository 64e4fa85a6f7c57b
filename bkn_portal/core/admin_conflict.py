"""Two people at one admin form: what one has stored, the other doesn't overwrite unseen.

The page brings along what it showed of each field. A field left as it was shown keeps what is stored now, whoever
stored it; a field that both changed is told, and saved only when it is sent a second time.
"""

from typing import Any

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField, ModelForm
from django.utils.translation import gettext as _

from .admin_search import looks_like_nip


class TwoAtOnce(ModelForm):
    """Mixed into the form of a stored object, whose row is locked while it is posted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._guarded():
            self.fields[name].show_hidden_initial = True

    def _guarded(self) -> list[str]:
        own = {field.name for field in self._meta.model._meta.fields}
        return [name for name in self.fields if name in own]

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        for name in self._guarded():
            bound = self[name]
            if bound.html_initial_name not in self.data or name not in self.cleaned_data:
                continue
            if name not in self.changed_data:
                self.cleaned_data[name] = getattr(self.instance, name)
            elif self._changed_meanwhile(bound):
                self.add_error(name, ValidationError(self._told(name), code="conflict"))
                self._show_stored(bound)

    def _changed_meanwhile(self, bound: BoundField) -> bool:
        shown = self._widget_data_value(bound.field.hidden_widget(), bound.html_initial_name)  # type: ignore[attr-defined]
        wanted = bound.value()
        return bound.field.has_changed(bound.initial, shown) and bound.field.has_changed(bound.initial, wanted)

    def _show_stored(self, bound: BoundField) -> None:
        """From now on the page shows what is stored, so that sending it again is a decision."""
        self.data = self.data.copy()
        stored = bound.field.prepare_value(bound.initial)
        self.data[bound.html_initial_name] = "" if stored is None else str(stored)

    def _told(self, name: str) -> str:
        stored = getattr(self.instance, name)
        if isinstance(stored, bool):
            words = _("yes") if stored else _("no")
        else:
            words = str(display_for_field(stored, self._field(name), _("nothing")))
        if looks_like_nip(words):
            return _("Someone else has changed this since you opened the page. Save again to put yours in its place.")
        return _(
            "Someone else has written “%(stored)s” here since you opened the page. "
            "Save again to put yours in its place."
        ) % {"stored": words}

    def _field(self, name: str) -> models.Field:
        return self._meta.model._meta.get_field(name)
