"""The Django admin of the portal: Indonesian, branded, and reached through the portal's own sign-in only."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from bkn_portal.core import admin_search
from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.employees import access, second_factor


class Suggestions(AutocompleteJsonView):
    """Each table's own page says what it offers and how it names its rows.

    portal.js posts what is typed, so that it stands in no address; by an address no NIP is looked for.
    """

    def process_request(self, request: HttpRequest) -> tuple[Any, ...]:
        term, *where = super().process_request(request)
        return admin_search.without_nul(term), *where

    def get_queryset(self) -> QuerySet[Any]:
        in_address = "" if self.request.method == "POST" else self.term
        return self.model_admin.suggestions(super().get_queryset(), in_address)

    def post(self, request: HttpRequest) -> HttpResponse:
        request.GET = request.POST
        return self.get(request)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.suggestion(obj)}


class PortalAdminSite(AdminSite):
    site_header = _("HR administration")
    site_title = _("HR administration")
    index_title = _("What HR looks after")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Our own pages only, which write through actions: those that packages bring along (addresses, groups,
        tokens) would let HR give a system administrator another e-mail address, and so another password.
        """
        if admin_class and issubclass(admin_class, PortalModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Without the way to an object's page on the portal: it would tell HR which sessions and marks there are."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        """HR admins and system administrators whose session showed the second factor (not asked in the demo)."""
        return access.can_enter_admin(request.user) and second_factor.is_satisfied(request)

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """No sign-in of its own: strangers go to the portal's, staff without the second factor to that."""
        if self.has_permission(request):
            return redirect("admin:index")
        return redirect(second_factor.next_step_url(request))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Suggestions.as_view(admin_site=self)(request)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The admin's own form knows neither the portal's limits nor its record of changes."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_change_password")
