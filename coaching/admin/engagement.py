"""Engagements: that they exist, between whom, their state and dates. Never what about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.admin import PortalModelAdmin

from .. import access, actions
from ..models import CoachingEngagement, CoachProfile


class LeftAloneFilter(admin.SimpleListFilter):
    title = _("coach")
    parameter_name = "coach_gone"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("left, another one is needed"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.left_alone() if self.value() == "yes" else queryset


class HandOverForm(forms.Form):
    """Coaches with a free place; what they offer is not asked, because HR knows no theme."""

    coach = forms.ModelChoiceField(label=_("Proposed coach"), queryset=CoachProfile.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = CoachProfile.objects.active().with_places().filter(free_places__gt=0)
        self.fields["coach"].queryset = free.select_related("person")


@admin.register(CoachingEngagement)
class CoachingEngagementAdmin(PortalModelAdmin):
    """Read only, without theme, goal or reason; a coachee whose coach left is offered another one.

    All engagements are here, so that one on stress and balance can't be told from another by its absence.
    """

    list_display = ["id", "coachee", "coach", "kind", "state", "requested_at", "state_changed_at"]
    list_filter = ["state", "kind", LeftAloneFilter]
    list_select_related = ["coachee", "coach"]
    search_fields = ["coachee__name", "coach__name"]
    search_help_text = _("Name of the coachee or the coach")
    fields = ["coachee", "coach", "kind", "state", "requested_at", "answer_by", "state_changed_at"]
    readonly_fields = fields
    actions = ["hand_over"]
    change_list_template = "admin/coaching/engagement_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[CoachingEngagement]:
        found = super().get_queryset(request)
        return found if access.can_manage_profiles(request.user) else found.none()

    @admin.action(description=_("Propose another coach"))
    def hand_over(self, request: HttpRequest, rows: QuerySet[CoachingEngagement]) -> HttpResponse | None:
        """For coachees whose coach left."""
        form = HandOverForm(request.POST if "confirmed" in request.POST else None)
        question = _("The coaching with the coach who left ends. The coachee is told and decides whether to ask.")
        title = _("Propose another coach")
        if page := self.confirm(request, rows, action="hand_over", title=title, question=question, form=form):
            return page
        coach = form.cleaned_data["coach"].person
        self.apply(
            request,
            rows.select_related("coachee__unit", "coach__unit"),
            lambda row, by, now: actions.hand_over(engagement=row, coach=coach, by=by, now=now),
            lambda count: (
                ngettext(
                    "%(count)d coachee was offered another coach.",
                    "%(count)d coachees were offered another coach.",
                    count,
                )
                % {"count": count}
            ),
        )
        return None
