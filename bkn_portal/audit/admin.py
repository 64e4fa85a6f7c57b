"""The audit trail: read only, newest first."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin

from .models import Event


@admin.register(Event)
class EventAdmin(PortalModelAdmin):
    list_display = ["at", "kind", "actor", "target_type", "target_id"]
    list_display_links = ["at"]
    sortable_by = ["at"]
    search_fields = ["kind"]
    linked_lookups = ("target_type", "target_id")
    search_help_text = _("The beginning of a kind, such as employees.employee")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        """By the beginning of the kind, which the index answers."""
        term = search_term.strip()
        return (queryset.filter(kind__startswith=term) if term else queryset), False
