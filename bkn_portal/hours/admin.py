"""Rules by date with their worked examples, and the ledger to read."""

from datetime import datetime

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.admin import PortalModelAdmin, ReadOnlyInline
from bkn_portal.employees.models import Employee

from . import actions
from .explain import amount
from .models import HourRule, LedgerEntry, ObligationRule, RuleExample, YearTotal


class ReversalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LedgerEntry._meta.get_field("reason").max_length,
        help_text=_("The employee reads it, as you write it."),
    )


class ExampleInline(ReadOnlyInline):
    """The rule's examples, run at the moment of looking."""

    model = RuleExample
    fields = readonly_fields = ["quantity", "times", "international", "expected", "actual", "result"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RuleExample]:
        return super().get_queryset(request).select_related("rule")

    @admin.display(description=_("JP by the rule"))
    def actual(self, example: RuleExample) -> str:
        return amount(example.actual)

    @admin.display(description=_("as expected"), boolean=True)
    def result(self, example: RuleExample) -> bool:
        return example.passes


@admin.register(HourRule)
class HourRuleAdmin(PortalModelAdmin):
    list_display = ["form", "rate", "rate_international", "cap_period", "cap", "valid_from", "valid_until", "passes"]
    list_filter = ["form"]
    search_fields = ["form", "source"]
    fieldsets = [
        (None, {"fields": ["form", "basis", "unit", "unit_international", "rate", "rate_international"]}),
        (_("Cap"), {"fields": ["cap_period", "cap_measure", "cap", "cap_international", "cap_group"]}),
        (_("In force"), {"fields": ["valid_from", "valid_until", "source"]}),
    ]
    inlines = [ExampleInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[HourRule]:
        return super().get_queryset(request).prefetch_related("examples__rule")

    @admin.display(description=_("examples as expected"), boolean=True)
    def passes(self, rule: HourRule) -> bool | None:
        examples = rule.examples.all()
        return all(example.passes for example in examples) if examples else None

    def write(self, *, obj: HourRule, form: ModelForm, by: Employee, now: datetime) -> HourRule:
        return actions.save_rule(rule=obj, by=by, now=now)


@admin.register(RuleExample)
class RuleExampleAdmin(PortalModelAdmin):
    list_display = ["rule", "quantity", "times", "international", "expected", "actual_jp", "as_expected"]
    list_filter = ["rule__form"]
    list_select_related = ["rule"]
    fields = ["rule", "quantity", "times", "international", "expected"]

    @admin.display(description=_("JP by the rule"))
    def actual_jp(self, example: RuleExample) -> str:
        return amount(example.actual)

    @admin.display(description=_("as expected"), boolean=True)
    def as_expected(self, example: RuleExample) -> bool:
        return example.passes

    def write(self, *, obj: RuleExample, form: ModelForm, by: Employee, now: datetime) -> RuleExample:
        return actions.add_example(example=obj, by=by, now=now)


@admin.register(ObligationRule)
class ObligationRuleAdmin(PortalModelAdmin):
    list_display = ["employment", "kind", "jp", "year_kind", "valid_from", "valid_until", "source"]
    fields = ["employment", "kind", "jp", "year_kind", "valid_from", "valid_until", "source"]

    def write(self, *, obj: ObligationRule, form: ModelForm, by: Employee, now: datetime) -> ObligationRule:
        return actions.save_obligation(obligation=obj, by=by, now=now)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(PortalModelAdmin):
    """Read only. Wrong lines are reversed by an action, with a reason that the employee reads."""

    list_display = ["occurred_on", "employee", "form", "title", "kind", "quantity", "jp", "change", "outcome"]
    list_filter = ["form", "kind", "outcome"]
    list_select_related = ["employee"]
    search_fields = ["employee__nip__startswith", "employee__name"]
    actions = ["reverse"]

    @admin.action(description=_("Reverse: this activity does not count"))
    def reverse(self, request: HttpRequest, queryset: QuerySet[LedgerEntry]) -> HttpResponse | None:
        def run(entry: LedgerEntry, by: Employee, now: datetime) -> None:
            actions.reverse(entry=entry, reason=form.cleaned_data["reason"], by=by, now=now)

        form = ReversalForm(request.POST if request.POST.get("confirmed") else None)
        question = _("These activities will count no JP, and that is final: a reversed line can't be restored.")
        page = self.confirm(request, queryset.select_related("employee"), action="reverse", title=_("Reverse"),
                            question=question, form=form)  # fmt: skip
        return page or self.apply(
            request, queryset.select_related("employee", "rule"), run, lambda n: gettext("%(n)d reversed.") % {"n": n}
        )


@admin.register(YearTotal)
class YearTotalAdmin(PortalModelAdmin):
    list_display = ["employee", "start", "end", "coaching", "mentoring", "mandiri", "jp"]
    list_select_related = ["employee"]
    search_fields = ["employee__nip__startswith", "employee__name"]
