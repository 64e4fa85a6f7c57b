"""The list of themes, with who offers each and, in sums, what coaching was about."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.core.errors import require
from bkn_portal.employees.models import Employee

from .. import access, actions, queries
from ..models import CoachingTheme


@admin.register(CoachingTheme)
class CoachingThemeAdmin(PortalModelAdmin):
    """A theme ends by its date and is never deleted: what has it keeps it.

    How many coachings a theme had is told under the list, for ended quarters together: a number in each line would tell
    the theme of the newest one by a look before and one after.
    """

    list_display = ["name", "group", "coaches", "valid_from", "valid_until", "source"]
    list_filter = ["group"]
    search_fields = ["name", "code"]
    fields = ["code", "name", "name_en", "group", "position", "valid_from", "valid_until", "source"]
    change_list_template = "admin/coaching/theme_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[CoachingTheme]:
        return super().get_queryset(request).with_coaches()

    def get_readonly_fields(self, request: HttpRequest, obj: CoachingTheme | None = None) -> list[str]:
        return ["code"] if obj else []

    @admin.display(description=_("coaches"), ordering="coaches")
    def coaches(self, theme: Any) -> int:
        return theme.coaches

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        require(access.can_read_theme_sums(request.user))
        quarters = queries.theme_sums(now=timezone.now())
        by_theme = list(zip(*(quarter.sums for quarter in quarters), strict=True))
        context = {"quarters": quarters, "by_theme": by_theme, **(extra_context or {})}
        return super().changelist_view(request, context)

    def write(self, *, obj: CoachingTheme, form: ModelForm, by: Employee, now: datetime) -> CoachingTheme:
        return actions.save_theme(theme=obj, by=by, now=now)
