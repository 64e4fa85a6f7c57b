"""The list of session lengths."""

from datetime import datetime

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.employees.models import Employee

from .. import actions
from ..models import SessionLength


@admin.register(SessionLength)
class SessionLengthAdmin(PortalModelAdmin):
    """A length ends by its date and is never deleted: coaches who have it keep it."""

    list_display = ["__str__", "valid_from", "valid_until", "source"]
    fields = ["minutes", "valid_from", "valid_until", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: SessionLength | None = None) -> list[str]:
        return ["minutes"] if obj else []

    def write(self, *, obj: SessionLength, form: ModelForm, by: Employee, now: datetime) -> SessionLength:
        return actions.save_length(length=obj, by=by, now=now)
