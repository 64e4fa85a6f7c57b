"""The dictionary, the standards and the assessments, for HR."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from bkn_portal.core.admin import PortalModelAdmin, ReadOnlyInline
from bkn_portal.employees.models import Employee

from . import actions
from .models import Assessment, CategoryStandard, Competency, LevelText, PositionStandard


class LevelTextInline(ReadOnlyInline):
    model = LevelText
    fields = readonly_fields = ["level", "text", "text_en"]


@admin.register(Competency)
class CompetencyAdmin(PortalModelAdmin):
    list_display = ["name", "group", "source", "is_active"]
    list_filter = ["group", "is_active"]
    search_fields = ["name", "code"]
    fields = ["code", "name", "name_en", "group", "source", "is_active"]
    inlines = [LevelTextInline]

    def write(self, *, obj: Competency, form: ModelForm, by: Employee, now: datetime) -> Competency:
        return actions.save_reference(row=obj, by=by, now=now)


@admin.register(LevelText)
class LevelTextAdmin(PortalModelAdmin):
    list_display = ["competency", "level", "text"]
    list_filter = ["competency__group"]
    list_select_related = ["competency"]
    search_fields = ["competency__name", "text"]
    fields = ["competency", "level", "text", "text_en"]

    def write(self, *, obj: LevelText, form: ModelForm, by: Employee, now: datetime) -> LevelText:
        return actions.save_reference(row=obj, by=by, now=now)


@admin.register(CategoryStandard)
class CategoryStandardAdmin(PortalModelAdmin):
    list_display = ["category", "level", "valid_from", "valid_until", "source"]
    fields = ["category", "level", "valid_from", "valid_until", "source"]

    def write(self, *, obj: CategoryStandard, form: ModelForm, by: Employee, now: datetime) -> CategoryStandard:
        return actions.save_reference(row=obj, by=by, now=now)


@admin.register(PositionStandard)
class PositionStandardAdmin(PortalModelAdmin):
    list_display = ["position", "competency", "level", "valid_from", "valid_until", "source"]
    list_filter = ["competency__group", "level"]
    list_select_related = ["position", "competency"]
    search_fields = ["position__name", "competency__name"]
    fields = ["position", "competency", "level", "valid_from", "valid_until", "source"]

    def write(self, *, obj: PositionStandard, form: ModelForm, by: Employee, now: datetime) -> PositionStandard:
        return actions.save_reference(row=obj, by=by, now=now)


@admin.register(Assessment)
class AssessmentAdmin(PortalModelAdmin):
    """An assessment is a finding of its day: a second one of the same day and source replaces the first."""

    list_display = ["employee", "competency", "level", "assessed_on", "source"]
    list_filter = ["source", "level", "competency__group"]
    list_select_related = ["employee", "competency"]
    search_fields = ["employee__nip__startswith", "employee__name"]
    fields = ["employee", "competency", "level", "assessed_on", "source"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def write(self, *, obj: Assessment, form: ModelForm, by: Employee, now: datetime) -> Assessment:
        return actions.record_assessment(
            employee=obj.employee,
            competency=obj.competency,
            level=obj.level,
            assessed_on=obj.assessed_on,
            source=obj.source,
            by=by,
            now=now,
        )
