"""HR's page about who leads whom."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin

from .. import actions
from ..models import Employee, Supervision
from .filters import InForceFilter


class SupervisionForm(forms.ModelForm):
    """A new definitive supervisor takes the place of the one before: the action makes room, then the model checks."""

    class Meta:
        model = Supervision
        fields = ("employee", "supervisor", "kind", "start", "end")

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), *([] if self.instance.pk else ["start"])}


@admin.register(Supervision)
class SupervisionAdmin(PortalModelAdmin):
    form = SupervisionForm
    list_display = ["employee", "supervisor", "kind", "start", "end"]
    list_select_related = ["employee", "supervisor"]
    list_filter = ["kind", InForceFilter]
    sortable_by = ["start", "end"]
    search_fields = ["employee__name"]
    search_help_text = _("Name or first digits of the NIP, of the employee or of the supervisor")
    fields = ["employee", "supervisor", "kind", "start", "end"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Of a stored supervision only the last day changes; anything else is a new one."""
        return ["employee", "supervisor", "kind", "start"] if obj else []

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Of a posted form the two people are held first, as the actions do, so that no two wait for each other."""
        if request.method != "POST" or not (object_id or "").isdecimal():
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            pair = Supervision.objects.filter(pk=object_id).values_list("employee", "supervisor").first()
            actions.lock_employees(pair or ())
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Supervision], search_term: str
    ) -> tuple[QuerySet[Supervision], bool]:
        if not search_term.strip():
            return queryset, False
        people = Employee.objects.search(search_term).order_by().values("pk")
        return queryset.filter(Q(employee__in=people) | Q(supervisor__in=people)), False

    def write(self, *, obj: Supervision, form: Any, by: Employee, now: datetime) -> Supervision:
        if obj.pk:
            return actions.end_supervision(supervision=obj, end=obj.end, by=by, now=now)
        return actions.change_supervisor(supervision=obj, by=by, now=now)
