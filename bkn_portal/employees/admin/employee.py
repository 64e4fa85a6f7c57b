"""HR's page about people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.exchange_admin import ExchangeAdmin
from bkn_portal.core.spreadsheets import Sheet

from .. import access, actions, queries
from .. import nip as nip_rules
from ..imports import people
from ..models import Employee, Role
from .filters import RoleFilter, UnitFilter


class EmployeeForm(forms.ModelForm):
    """The NIP may be typed or pasted with its spaces; the help text of Meta stands where it can only be read."""

    nip = forms.CharField(
        label=_("NIP"), max_length=30, help_text=_("18 digits, with or without spaces: 19860926 201505 1 001")
    )

    class Meta:
        model = Employee
        exclude = ("password",)  # noqa: DJ006  (the admin's fieldsets name the fields)
        help_texts = {
            "nip": _(
                "This person has signed in. Only a system administrator may change the NIP now, because SSO ASN signs "
                "in by it."
            ),
            "email": _(
                "A changed address: the person is told at the old one, and for a while no mail to the new one renews "
                "the password."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "nip" in self.initial:
            self.initial["nip"] = self.instance.grouped_nip

    def clean_nip(self) -> str:
        return nip_rules.ungroup(self.cleaned_data["nip"])


@admin.register(Employee)
class EmployeeAdmin(ExchangeAdmin):
    form = EmployeeForm
    list_display = ["name", "shown_nip", "unit", "position", "employment", "shown_roles", "is_active"]
    list_select_related = ["unit", "position"]
    list_filter = ["is_active", "employment", RoleFilter, UnitFilter]
    sortable_by = ["name", "shown_nip"]
    search_fields = ["name"]
    search_help_text = _("Part of the name, or the first digits of a NIP")
    actions = ["deactivate", "reactivate"]
    fieldsets = [
        (None, {"fields": ["nip", "title_before", "name", "title_after", "email"]}),
        (_("Service"), {"fields": ["employment", "grade", "position", "unit", "contract_start", "contract_end"]}),
        (_("Supervisor"), {"fields": ["shown_supervisor"]}),
        (_("Roles"), {"fields": [role.value for role in Role]}),
        (_("Settings"), {"fields": ["language", "time_zone_override"]}),
        (_("Access"), {"fields": ["is_active", "deactivated_at", "last_login", "email_changed_at"]}),
    ]
    exchange_columns = people.COLUMNS
    exchange_name = "pegawai"
    exchange_labels = {"supervisor": _("direct supervisor (NIP)")}

    @admin.display(description=_("NIP"), ordering="nip")
    def shown_nip(self, employee: Employee) -> str:
        return employee.grouped_nip.replace(" ", "\u00a0")  # on one line

    @admin.display(description=_("roles"))
    def shown_roles(self, employee: Employee) -> str:
        return ", ".join(str(role.label) for role in Role if getattr(employee, role.value))

    @admin.display(description=_("direct supervisor today"))
    def shown_supervisor(self, employee: Employee) -> str:
        supervisor = queries.supervisor_of(employee, on=timezone.localdate()) if employee.pk else None
        return supervisor.display_name if supervisor else "–"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Employee], search_term: str
    ) -> tuple[QuerySet[Employee], bool]:
        """As everywhere: NIP prefix or part of the name."""
        return (queryset.search(search_term) if search_term.strip() else queryset), False

    def suggestions(self, rows: QuerySet[Employee], term: str) -> QuerySet[Employee]:
        """No digit of a NIP stands in an address; the unit tells namesakes apart."""
        return rows.none() if any(sign.isdigit() for sign in term) else rows.select_related("unit")

    def suggestion(self, row: Employee) -> str:
        return f"{row.display_name} · {row.unit.label}" if row.unit else row.display_name

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (
            obj is None or access.can_change_employee(request.user, obj)
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Access changes by deactivation; a role by whoever may give it, a NIP that signs in likewise."""
        subject = obj or Employee()
        closed = [role.value for role in Role if not access.can_set_role(request.user, subject, role)]
        if obj and not access.can_change_nip(request.user, obj):
            closed.append("nip")
        return ["shown_supervisor", "is_active", "deactivated_at", "last_login", "email_changed_at", *closed]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of somebody who is not there yet there is nothing to read."""
        closed = set(self.get_readonly_fields(request, obj))
        return [one for one in super().get_fieldsets(request, obj) if obj or not closed.issuperset(one[1]["fields"])]

    def write(self, *, obj: Employee, form: Any, by: Employee, now: datetime) -> Employee:
        wanted = {Role(name): getattr(obj, name) for name in form.changed_data if name in Role.values}
        if obj.pk:
            employee = actions.update_employee(employee=obj, by=by, now=now, fields=form.changed_data)
        else:
            employee = actions.create_employee(employee=obj, by=by, now=now)
        for role, held in wanted.items():
            actions.set_role(employee=employee, role=role, held=held, by=by, now=now)
        return employee

    @admin.action(description=_("Deactivate the chosen employees"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Employee]) -> HttpResponse | None:
        question = _(
            "They can't sign in any longer, open sessions end, and what they were to do is cancelled. "
            "The history is kept."
        )
        page = self.confirm(request, queryset, action="deactivate", title=_("Deactivate"), question=question)
        return page or self.apply(
            request,
            queryset,
            lambda employee, by, now: actions.deactivate_employee(employee=employee, by=by, now=now),
            lambda n: ngettext("%(n)d employee deactivated.", "%(n)d employees deactivated.", n) % {"n": n},
        )

    @admin.action(description=_("Reactivate the chosen employees"), permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Employee]) -> HttpResponse | None:
        question = _("They can sign in again, with the roles they had. Their supervisor has to be set anew.")
        page = self.confirm(request, queryset, action="reactivate", title=_("Reactivate"), question=question)
        return page or self.apply(
            request,
            queryset,
            lambda employee, by, now: actions.reactivate_employee(employee=employee, by=by, now=now),
            lambda n: ngettext("%(n)d employee reactivated.", "%(n)d employees reactivated.", n) % {"n": n},
        )

    def plan_import(self, sheet: Sheet, *, by: Any, now: datetime) -> people.PeoplePlan:
        return people.make_plan(sheet, by=by, on=timezone.localdate(now))

    def apply_import(self, sheet: Sheet, *, by: Any, now: datetime, seen: str) -> people.PeoplePlan:
        return actions.import_people(sheet=sheet, by=by, now=now, seen=seen)

    def export_rows(self, queryset: QuerySet[Employee]) -> Iterable[list[Any]]:
        return people.export_rows(queryset, on=timezone.localdate())
