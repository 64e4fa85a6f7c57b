"""Exceptions to coaches' hours: HR adds them and takes them back, as the coaches do on their own page."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.employees.models import Employee

from .. import actions
from ..models import DayOff, ExtraHours


class ExceptionAdmin(PortalModelAdmin):
    """Added and taken back, never changed: each is a line of one or two dates."""

    list_select_related = ["profile__person"]
    search_fields = ["profile__person__name"]
    actions = ["take_back"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=_("Take back"))
    def take_back(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        title = _("Take back exceptions to coaches' hours")
        question = _("The weekly hours hold again on these days. Booked sessions stand. Do you want that?")
        if page := self.confirm(request, rows, action="take_back", title=title, question=question):
            return page
        self.apply(
            request,
            rows.select_related("profile"),
            lambda row, by, now: actions.remove_exception(exception=row, by=by, now=now),
            lambda count: (
                ngettext("%(count)d line taken back.", "%(count)d lines taken back.", count) % {"count": count}
            ),
        )
        return None


@admin.register(DayOff)
class DayOffAdmin(ExceptionAdmin):
    list_display = ["profile", "first_day", "last_day"]
    fields = ["profile", "first_day", "last_day"]
    ordering = ["-first_day", "-pk"]

    def write(self, *, obj: DayOff, form: ModelForm, by: Employee, now: datetime) -> DayOff:
        fields = {name: getattr(obj, name) for name in ("profile", "first_day", "last_day")}
        return actions.add_day_off(**fields, by=by, now=now)


@admin.register(ExtraHours)
class ExtraHoursAdmin(ExceptionAdmin):
    list_display = ["profile", "day", "start", "end"]
    fields = ["profile", "day", "start", "end"]
    ordering = ["-day", "-start", "-pk"]

    def write(self, *, obj: ExtraHours, form: ModelForm, by: Employee, now: datetime) -> ExtraHours:
        fields = {name: getattr(obj, name) for name in ("profile", "day", "start", "end")}
        return actions.add_extra_hours(**fields, by=by, now=now)
