"""The audit trail: read only, newest first."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin

from . import details, labels
from .models import Event


@admin.register(Event)
class EventAdmin(PortalModelAdmin):
    list_display = ["at", "label", "actor", "target"]
    fields = ["at", "label", "actor", "target", "told_details"]
    list_display_links = ["at"]
    sortable_by = ["at"]
    search_fields = ["kind"]
    linked_lookups = ("target_type", "target_id")
    search_help_text = _("Part of the kind, such as “imported”")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        """By the kinds that bear the name, or whose code begins with the term: both are answered by the index."""
        if term := search_term.strip():
            queryset = queryset.filter(Q(kind__in=labels.kinds_named(term)) | Q(kind__startswith=term.casefold()))
        return queryset, False

    @admin.display(description=_("kind"))
    def label(self, event: Event) -> str:
        return event.label

    @admin.display(description=_("details"))
    def told_details(self, event: Event) -> str:
        return "\n".join(details.lines_of(event.kind, event.target_type, event.details)) or "–"

    @admin.display(description=_("about"))
    def target(self, event: Event) -> str:
        return event.target
