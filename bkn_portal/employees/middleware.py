"""Each request speaks the reader's language, tells the reader's time, and comes from a session that may go on."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bkn_portal.core import typed

SIGNED_IN_AT = "signed_in_at"  # session key: seconds since 1970


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page wants a signed-in person unless it is marked as public.

    Who sent a form after the session ended comes back to the page with the form: the form's own address may accept
    nothing but POST. What they typed waits there; a form that saves by itself says where to sign in.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        page = _page_of(request) or reverse(settings.LOGIN_REDIRECT_URL)
        is_kept = typed.keep(request)
        answer = redirect_to_login(page, self.get_login_url(view_func), self.get_redirect_field_name(view_func))
        if not request.htmx:
            return answer
        return render(request, "components/signed_out.html", {"url": answer.url, "is_kept": is_kept}, status=401)


def _page_of(request: HttpRequest) -> str:
    """The portal's own page that the form stood on; empty when the browser does not say, or says junk."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    return came_from.path if came_from.netloc == request.get_host() else ""


class PersonalSettingsMiddleware:
    """Activates language and zone of whoever is signed in, and ends a session that is older than SESSION_COOKIE_AGE.

    A deactivated employee needs nothing here: the backend does not find them, so the request is anonymous.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if timezone.now().timestamp() - request.session.get(SIGNED_IN_AT, 0) > settings.SESSION_COOKIE_AGE:
            request.session.flush()
            request.user = AnonymousUser()
            return self.get_response(request)
        request.LANGUAGE_CODE = request.user.language
        with translation.override(request.user.language), timezone.override(request.user.zone):
            return self.get_response(request)


class SecondFactorMiddleware:
    """Sends people who must show a second factor to set one up, or to show it, before they see anything else."""

    # Where one gets while the factor is missing: setting it up, the own account, and out.
    OPEN = ("mfa_", "account_", "employees:")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        from . import second_factor  # models are not ready when middleware modules load

        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(self.OPEN) or second_factor.is_satisfied(request):
            return None
        messages.warning(request, _("Your role opens personal data, so it needs a second factor at sign-in."))
        return redirect(second_factor.next_step_url(request))
