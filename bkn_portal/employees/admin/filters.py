"""Filters of the lists of people: short however many units and people there are."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import OrgUnit, Role

SHOWN = 40


class UnitFilter(admin.SimpleListFilter):
    """Walks the tree: the units above the chosen one, itself, and the ones right below it."""

    title = _("unit")
    parameter_name = "unit"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        number = request.GET.get(self.parameter_name, "")
        self.unit = OrgUnit.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        above = []
        if self.unit:
            rows = OrgUnit.objects.in_bulk([*self.unit.ancestor_ids, self.unit.pk])
            above = [rows[number] for number in [*self.unit.ancestor_ids, self.unit.pk] if number in rows]
        below = OrgUnit.objects.filter(parent=self.unit).order_by("name")[:SHOWN]
        return [(str(one.pk), one.label) for one in (*above, *below)]

    def has_output(self) -> bool:
        return bool(self.lookup_choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.within(self.unit) if self.unit else queryset.none()


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(role.value, role.label) for role in Role]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.holding(Role(self.value())) if self.value() in Role.values else queryset


class InForceFilter(admin.SimpleListFilter):
    title = _("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("today", _("today"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.on(timezone.localdate()) if self.value() == "today" else queryset
