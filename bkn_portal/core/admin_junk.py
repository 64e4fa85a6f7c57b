"""What the admin would end in an error 500 for: a row's id that is no number, a field without a name, a day at the end
of the calendar."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import DecimalField, Field, ForeignKey, QuerySet
from django.forms import ModelChoiceField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from .forms import refuse_distant_days

DIGITS = 18
"""More than any table needs, and as many as every database takes for a number."""


def possible_ids(texts: list[Any]) -> list[Any]:
    """Those that can be the id of a row."""
    return [text for text in texts if str(text).isascii() and str(text).isdecimal() and len(str(text)) <= DIGITS]


def drop_nameless_field(request: HttpRequest) -> None:
    """An address that says `_to_field=` and nothing names no field; Django would look for one without a name."""
    for method in ("GET", "POST"):
        data = getattr(request, method)
        if data.get(TO_FIELD_VAR) == "":
            data = data.copy()
            del data[TO_FIELD_VAR]
            setattr(request, method, data)


class OfferedSelect(AutocompleteSelect):
    """Shows the chosen row of a large table by name; the field itself says that junk is no choice."""

    def optgroups(self, name: str, value: list[Any], attr: Any = None) -> Any:
        return super().optgroups(name, possible_ids(value), attr)


class TakesNoJunk(admin.ModelAdmin):
    """Mixed into every admin page."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Numbers are read and written with the reader's comma, and dates of another age are refused."""
        if isinstance(db_field, DecimalField):
            kwargs.setdefault("localize", True)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        refuse_distant_days(field)
        return field

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OfferedSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Junk among the chosen rows is passed over; where nothing is left, Django asks to choose some."""
        data = request.POST.copy()
        data.setlist(ACTION_CHECKBOX_NAME, possible_ids(data.getlist(ACTION_CHECKBOX_NAME)))
        request.POST = data  # type: ignore[assignment]
        return super().response_action(request, queryset)


class UntouchedFormSet(BaseInlineFormSet):
    """Rows to read: what a form posts about them is not looked at, so a refused form shows them as they are."""

    def __init__(self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, None, *args, **kwargs)

    def is_valid(self) -> bool:
        return True
