"""The calendar of holidays."""

from datetime import datetime

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.employees.models import Employee

from . import actions
from .models import Holiday


@admin.register(Holiday)
class HolidayAdmin(PortalModelAdmin):
    """HR fills it from the year's decree; requests that wait for an answer get their time at once."""

    list_display = ["day", "name", "source"]
    search_fields = ["name", "source"]
    fields = ["day", "name", "source"]
    actions = ["remove"]

    def write(self, *, obj: Holiday, form: ModelForm, by: Employee, now: datetime) -> Holiday:
        return actions.save_holiday(holiday=obj, by=by, now=now)

    @admin.action(description=_("Take out: a working day after all"))
    def remove(self, request: HttpRequest, rows: QuerySet[Holiday]) -> HttpResponse | None:
        title, question = _("Take out holidays"), _("These days become working days again. Do you want that?")
        if page := self.confirm(request, rows, action="remove", title=title, question=question):
            return page
        self.apply(
            request,
            rows,
            lambda row, by, now: actions.delete_holiday(holiday=row, by=by, now=now),
            lambda count: ngettext("%(count)d day taken out.", "%(count)d days taken out.", count) % {"count": count},
        )
        return None
