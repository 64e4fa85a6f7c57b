"""What every form of the portal shares."""

import json
import unicodedata
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by their category that show nothing."""


def strip_invisible(text: str) -> str:
    """Without blanks, control and zero-width characters at both ends; what shows nothing becomes empty."""
    seen = [place for place, char in enumerate(text) if _is_visible(char)]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] not in "CZ" and char not in BLANK_LETTERS


def refuse_distant(day: date) -> None:
    """A validator of dates: nobody means another age, and next to the calendar's ends no date can be reckoned with."""
    if not 1900 <= day.year < 2200:
        raise ValidationError(_("Enter a valid date."), code="invalid")


def refuse_distant_days(field: forms.Field) -> None:
    """Make a field of dates refuse them."""
    if isinstance(field, (forms.DateField, forms.DateTimeField, forms.SplitDateTimeField)):
        field.validators.append(refuse_distant)


class PortalFormMixin(forms.BaseForm):
    """Rendering by `{% crispy form %}` inside the template's own <form>, which brings its {% csrf_token %}.

    A refused form begins with a summary that links to its fields, in the order of the page. What may stay empty says
    so in its label, so the rest needs no asterisk; `mark_optional = False` for filters, `unmarked` names fields whose
    help says when they may stay empty. `layout` is for order and columns only. Text that shows nothing counts as
    empty; passwords are left as they are.
    """

    layout: Layout | None = None
    mark_optional = True
    unmarked: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            refuse_distant_days(field)
        if self.layout:
            self.order_fields([pointer.name for pointer in self.layout.get_field_names()])
        if self.is_bound:
            self.data = self._visible(self.data)

    def add_error(self, field: str | None, error: Any) -> None:
        """A choice that is none is refused in words that do not repeat what was sent."""
        if getattr(error, "code", None) == "invalid_choice" and "%(value)s" in error.message:
            error = ValidationError(_("Choose one of the list."), code=error.code)
        super().add_error(field, error)

    def _visible(self, data: Any) -> Any:
        """A copy of the data in which the ends of texts can be seen."""
        data = data.copy()
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if isinstance(field, forms.CharField) and field.strip and isinstance(data.get(key), str):
                data[key] = strip_invisible(data[key])
        return data

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout
        if self.mark_optional:
            self._mark_optional_fields()
        return helper

    def _mark_optional_fields(self) -> None:
        for name, field in self.fields.items():
            bound = self[name]
            is_plain = field.required or bound.is_hidden or isinstance(field, forms.BooleanField)
            if not is_plain and name not in self.unmarked:
                bound.label = format_lazy("{} ({})", bound.label, _("optional"))


class BoundedJson(json.JSONDecoder):
    """Calls no JSON what Python's own decoder fails at: nesting without end, a number of thousands of digits."""

    def decode(self, s: str, *args: Any) -> Any:
        try:
            return super().decode(s, *args)
        except (ValueError, RecursionError) as fault:
            raise json.JSONDecodeError("not readable", "", 0) from fault


class HiddenList(forms.HiddenInput):
    """Several values in one hidden input, so that none of them is told from nothing brought along."""

    def format_value(self, value: Any) -> str:
        return json.dumps(["" if one is None else str(one) for one in value or ()])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        try:
            found = json.loads(data.get(name, ""), cls=BoundedJson)
        except ValueError:
            return []
        return [str(one) for one in found] if isinstance(found, list) else []
