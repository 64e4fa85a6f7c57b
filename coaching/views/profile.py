"""My work as a coach: proposal, profile, pause, goodbye."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form, settle

from .. import access, actions, queries
from ..forms import ConfirmForm, ProfileForm, StateForm
from ..models import CoachProfile
from .lookup import own_profile, posted

State = CoachProfile.State


@require_safe
def coach_profile(request: HttpRequest) -> HttpResponse:
    """Where I stand as a coach, or how to become one."""
    require(access.can_propose(request.user))
    return render(
        request, "coaching/coach_profile.html", {"page": queries.my_profile(request.user, now=timezone.now())}
    )


def coach_edit(request: HttpRequest) -> HttpResponse:
    """Propose myself, or change what my profile says."""
    require(access.can_propose(request.user))
    profile = CoachProfile.objects.filter(person=request.user).first()
    is_proposal = profile is None or profile.can_move_to(State.PROPOSED)
    form = ProfileForm(posted(request), instance=profile or CoachProfile(person=request.user))
    if request.method == "POST" and form.is_valid():
        change = {"draft": form.draft, "by": request.user, "now": timezone.now()}
        action = actions.propose_profile
        if not is_proposal:
            action = actions.change_profile
            change |= {"profile": profile, "seen": form.cleaned_data["seen"]}
        if attempt(form, action, **change):
            done = (
                _("Thank you. HR looks at your proposal and tells you.") if is_proposal else _("Your profile is saved.")
            )
            messages.success(request, done)
            return redirect("coaching:coach_profile")
    if form.is_newer:
        profile.refresh_from_db()
        form.renew(queries.stored_offer(profile))
    return render_form(request, "coaching/coach_edit.html", {"is_proposal": is_proposal}, form=form)


@require_POST
def coach_state(request: HttpRequest) -> HttpResponse:
    """Pause or resume."""
    profile = own_profile(request)
    form = StateForm(request.POST)
    change = {"profile": profile, "by": request.user, "now": timezone.now()}
    if form.is_valid():
        paused = form.cleaned_data["state"] == State.PAUSED
        done = _("You pause: nobody new can ask you.") if paused else _("Welcome back.")
        if settle(request, form, actions.change_profile_state, done, **change, **form.cleaned_data):
            return redirect("coaching:coach_profile")
    context = {"page": queries.my_profile(request.user, now=timezone.now())}
    return render_form(request, "coaching/coach_profile.html", context, form=form)


def coach_leave(request: HttpRequest) -> HttpResponse:
    """Stop being a coach, or take the proposal back."""
    profile = get_object_or_404(CoachProfile, person=request.user)
    require(access.can_leave(request.user, profile))
    if request.method != "POST" and not profile.can_move_to(State.LEFT):
        return redirect("coaching:coach_profile")
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"profile": profile, "by": request.user, "now": timezone.now()}
        if settle(request, form, actions.leave_coaching, _("Thank you for your time as a coach."), **change):
            return redirect("coaching:coach_profile")
    context = {"page": queries.my_profile(request.user, now=timezone.now())}
    return render_form(request, "coaching/coach_leave.html", context, form=form)
