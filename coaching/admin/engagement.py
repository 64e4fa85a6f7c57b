"""Engagements: that they exist, between whom, their state and dates. Never what about."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin

from .. import access
from ..models import CoachingEngagement


@admin.register(CoachingEngagement)
class CoachingEngagementAdmin(PortalModelAdmin):
    """Read only, without theme, goal or reason.

    All engagements are here, so that one on stress and balance can't be told from another by its absence.
    """

    list_display = ["id", "coachee", "coach", "kind", "state", "requested_at", "state_changed_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["coachee", "coach"]
    search_fields = ["coachee__name", "coach__name"]
    search_help_text = _("Name of the coachee or the coach")
    fields = ["coachee", "coach", "kind", "state", "requested_at", "answer_by", "state_changed_at"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[CoachingEngagement]:
        found = super().get_queryset(request)
        return found if access.can_manage_profiles(request.user) else found.none()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters of the list: Django would let the address filter by any field, the theme too."""
        return lookup.partition("__")[0] in self.list_filter
