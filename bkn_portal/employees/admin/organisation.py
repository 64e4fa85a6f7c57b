"""HR's pages about units and positions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.core.exchange_admin import ExchangeAdmin
from bkn_portal.core.spreadsheets import Sheet

from .. import actions
from ..imports import units
from ..models import Employee, OrgUnit, Position
from .filters import UnitFilter


@admin.register(OrgUnit)
class OrgUnitAdmin(ExchangeAdmin):
    list_display = ["name", "code", "parent", "time_zone", "is_active"]
    list_select_related = ["parent"]
    list_filter = ["is_active", "time_zone", UnitFilter]
    search_fields = ["name", "short_name", "code"]
    ordering = ["name", "id"]
    fields = ["code", "name", "short_name", "parent", "time_zone", "is_active"]
    exchange_columns = units.COLUMNS
    exchange_name = "unit-kerja"
    exchange_labels = {"parent": _("part of (code)")}

    def write(self, *, obj: OrgUnit, form: Any, by: Employee, now: datetime) -> OrgUnit:
        store = actions.update_unit if obj.pk else actions.create_unit
        return store(unit=obj, by=by, now=now)

    def plan_import(self, sheet: Sheet, *, by: Any, now: datetime) -> units.UnitsPlan:
        return units.make_plan(sheet)

    def apply_import(self, sheet: Sheet, *, by: Any, now: datetime, seen: str) -> units.UnitsPlan:
        return actions.import_units(sheet=sheet, by=by, now=now, seen=seen)

    def export_rows(self, queryset: QuerySet[OrgUnit]) -> Iterable[list[Any]]:
        return units.export_rows(queryset)


@admin.register(Position)
class PositionAdmin(PortalModelAdmin):
    list_display = ["name", "code", "category"]
    list_filter = ["category"]
    search_fields = ["name", "code"]
    fields = ["code", "name", "category"]

    def write(self, *, obj: Position, form: Any, by: Employee, now: datetime) -> Position:
        store = actions.update_position if obj.pk else actions.create_position
        return store(position=obj, by=by, now=now)
