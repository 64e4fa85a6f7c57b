"""Beranda and the small pages that belong to no app."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.employees.actions.account import change_language

from . import queries
from .forms import THEME_COOKIE, LanguageForm, ThemeForm

A_YEAR = 365 * 24 * 3600


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What do I do next?"""
    return render(request, "home/dashboard.html", {"board": queries.dashboard(request.user, now=timezone.now())})


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme in a cookie: it belongs to the device, not to the person. An unknown one changes nothing."""
    form, response = ThemeForm(request.POST), _back(request)
    if form.is_valid():
        _keep(response, THEME_COOKIE, form.cleaned_data["theme"])
    return response


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and, for a person signed in, with the account. An unknown one changes nothing."""
    form, response = LanguageForm(request.POST), _back(request)
    if form.is_valid():
        language = form.cleaned_data["language"]
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
        if request.user.is_authenticated:
            change_language(employee=request.user, language=language, by=request.user, now=timezone.now())
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form stood on, never to another site."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("home:dashboard")
    return HttpResponseRedirect(target)
