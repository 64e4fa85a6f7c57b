"""Coaching in the HR administration: coach profiles, and of engagements states and dates only.

Goals, sessions' content, records, follow-ups and notes are not registered: what is not here, no role can open.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.employees.models import Employee

from . import access, actions
from .models import CoachingEngagement, CoachingTheme, CoachProfile


class CoachProfileForm(forms.ModelForm):
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=CoachingTheme.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = CoachProfile
        fields = ["person", "capacity", "languages", "place", "about"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["themes"] = list(self.instance.themes.values_list("theme", flat=True))


@admin.register(CoachProfile)
class CoachProfileAdmin(PortalModelAdmin):
    """New profiles are proposed; the actions of the list approve, pause and resume. Weekly hours stay as they are."""

    form = CoachProfileForm
    list_display = ["person", "state", "capacity", "place"]
    list_filter = ["state"]
    list_select_related = ["person"]
    search_fields = ["person__name"]
    autocomplete_fields = ["person"]
    actions = ["activate", "pause"]

    def get_readonly_fields(self, request: HttpRequest, obj: CoachProfile | None = None) -> list[str]:
        return ["person"] if obj else []

    def write(self, *, obj: CoachProfile, form: forms.ModelForm, by: Employee, now: datetime) -> CoachProfile:
        hours = tuple(row.window for row in obj.weekly_hours.all()) if obj.pk else ()
        draft = actions.ProfileDraft(
            about=obj.about, languages=obj.languages, capacity=obj.capacity, place=obj.place,
            themes=tuple(form.cleaned_data["themes"]), hours=hours,
        )  # fmt: skip
        return actions.store_profile(person=obj.person, draft=draft, by=by, now=now)

    @admin.action(description=_("Approve or resume"))
    def activate(self, request: HttpRequest, rows: QuerySet[CoachProfile]) -> None:
        self._move(request, rows, CoachProfile.State.ACTIVE)

    @admin.action(description=_("Pause"))
    def pause(self, request: HttpRequest, rows: QuerySet[CoachProfile]) -> None:
        self._move(request, rows, CoachProfile.State.PAUSED)

    def _move(self, request: HttpRequest, rows: QuerySet[CoachProfile], state: str) -> None:
        self.apply(
            request,
            rows.select_related("person"),
            lambda row, by, now: actions.change_profile_state(profile=row, state=state, by=by, now=now),
            lambda count: (
                ngettext("%(count)d profile changed.", "%(count)d profiles changed.", count) % {"count": count}
            ),
        )


@admin.register(CoachingEngagement)
class CoachingEngagementAdmin(PortalModelAdmin):
    """Read only, without theme, goal or reason; coaching on stress and balance does not appear at all."""

    list_display = ["id", "coachee", "coach", "kind", "state", "requested_at", "state_changed_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["coachee", "coach"]
    fields = ["coachee", "coach", "kind", "state", "requested_at", "answer_by", "state_changed_at"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[CoachingEngagement]:
        found = super().get_queryset(request)
        if not access.can_manage_profiles(request.user):
            return found.none()
        return found.exclude(theme=CoachingTheme.WELLBEING)
