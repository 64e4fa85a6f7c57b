"""Reminders for HR: states and times to see what was sent; never a title, which is the recipient's."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.admin import PortalModelAdmin

from . import actions, registry
from .models import Reminder


class KindFilter(admin.SimpleListFilter):
    """By kind, from the registry: the table is too large to ask it."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.code, kind.label) for kind in registry.kinds() if not kind.private]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reminder]) -> QuerySet[Reminder]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Reminder)
class ReminderAdmin(PortalModelAdmin):
    list_display = ["label", "recipient", "state", "due_at", "mailed_at", "tries", "error"]
    list_filter = ["state", KindFilter]
    list_select_related = ["recipient"]
    search_fields = ["recipient__name", "recipient__nip__startswith"]
    search_help_text = _("By name or by the beginning of the NIP")
    date_hierarchy = None
    actions = ["resend", "cancel"]
    fields = [
        "label",
        "recipient",
        "state",
        "due_at",
        "expires_at",
        "next_try_at",
        "claimed_at",
        "tries",
        "error",
        "delivered_at",
        "mailed_at",
        "read_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reminder]:
        return super().get_queryset(request).for_office()

    @admin.display(description=_("kind"), ordering="kind")
    def label(self, reminder: Reminder) -> str:
        return reminder.label

    @admin.action(description=_("Send again"))
    def resend(self, request: HttpRequest, queryset: QuerySet[Reminder]) -> None:
        def resend(reminder: Reminder, by: Any, now: Any) -> None:
            actions.resend_reminder(reminder=reminder, by=by, now=now)

        self.apply(request, queryset, resend, _resent)

    @admin.action(description=_("Cancel"))
    def cancel(self, request: HttpRequest, queryset: QuerySet[Reminder]) -> None:
        def cancel(reminder: Reminder, by: Any, now: Any) -> None:
            actions.cancel_reminder(reminder=reminder, by=by, now=now)

        self.apply(request, queryset, cancel, _cancelled)


def _resent(count: int) -> str:
    return ngettext("%(count)d reminder will be sent again.", "%(count)d reminders will be sent again.", count) % {
        "count": count
    }


def _cancelled(count: int) -> str:
    return ngettext("%(count)d reminder is cancelled.", "%(count)d reminders are cancelled.", count) % {"count": count}
