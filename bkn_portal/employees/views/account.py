"""The own account: who HR says I am, how pages speak to me, how I sign in, and where I am signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bkn_portal.core.periods import local_date

from .. import queries, second_factor
from ..account_forms import PersonalSettingsForm
from ..actions import account as actions


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """What HR keeps about the person, read-only, and the ways to the settings."""
    me = request.user
    today = local_date(timezone.now(), me.zone)
    context = {
        "supervisor": queries.supervisor_of(me, on=today),
        "form": PersonalSettingsForm(employee=me),
        "has_second_factor": second_factor.has_second_factor(me),
        "session_count": queries.session_count(me, now=timezone.now()),
    }
    return render(request, "employees/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Language and time zone."""
    me, now = request.user, timezone.now()
    form = PersonalSettingsForm(request.POST if request.method == "POST" else None, employee=me)
    if form.is_valid():
        actions.change_language(employee=me, language=form.cleaned_data["language"], by=me, now=now)
        actions.change_time_zone(employee=me, time_zone=form.cleaned_data["time_zone"], by=me, now=now)
        with translation.override(me.language):
            messages.success(request, _("Language and time zone are saved."))
        return redirect("employees:profile")
    return render(request, "employees/settings.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Every browser that is signed in with this account."""
    browsers = queries.open_sessions(request.user, current=request.session.session_key, now=timezone.now())
    return render(request, "employees/session_list.html", {"browsers": browsers})


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one browser out; one that is out already, or is somebody else's, gets the same words."""
    session = UserSession.objects.filter(pk=pk, user=request.user).first()
    if session:
        actions.end_session(session=session, by=request.user, now=timezone.now())
        messages.success(request, _("That browser is signed out."))
    else:
        messages.info(request, _("That browser is not signed in any longer."))
    return redirect("employees:session_list")


@require_POST
def session_end_others(request: HttpRequest) -> HttpResponse:
    """Sign every browser out but this one."""
    actions.end_other_sessions(keep=request.session.session_key, by=request.user, now=timezone.now())
    messages.success(request, _("All other browsers are signed out."))
    return redirect("employees:session_list")
