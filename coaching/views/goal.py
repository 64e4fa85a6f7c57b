"""Goals that are set, changed and withdrawn on the way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form

from .. import access, actions, queries
from ..forms import ConfirmForm, GoalChangeForm, GoalForm, ReasonForm
from ..models import CoachingGoal
from .lookup import own_engagement, posted


def goal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more goal."""
    engagement = own_engagement(request, pk)
    if request.method != "POST" and not engagement.is_running:
        return redirect(engagement)
    form = GoalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"draft": form.draft, "start_score": form.cleaned_data["start_score"], "by": request.user}
        if attempt(form, actions.add_goal, engagement=engagement, now=timezone.now(), **change):
            messages.success(request, _("The goal is set. The other one has been told."))
            return redirect(engagement)
    return render_form(request, "coaching/goal_edit.html", {"engagement": engagement}, form=form)


def goal_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, competency, level and date."""
    goal = _goal_of(request, pk)
    if request.method != "POST" and not goal.is_pursued:
        return redirect(goal.engagement)
    form = GoalChangeForm(posted(request), instance=goal)
    if request.method == "POST" and form.is_valid():
        change = {"goal": goal, "draft": form.draft, "seen": form.cleaned_data["seen"], "by": request.user}
        if attempt(form, actions.change_goal, now=timezone.now(), **change):
            messages.success(request, _("The goal is changed. The other one has been told."))
            return redirect(goal.engagement)
    context = {"engagement": goal.engagement, "goal": goal}
    if form.is_newer:
        context["stored"] = stored = CoachingGoal.objects.visible_to(request.user).described().get(pk=pk)
        form.renew(queries.goal_version(stored))
    return render_form(request, "coaching/goal_edit.html", context, form=form)


def goal_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a goal up; with a reason when it stays to be read."""
    goal = _goal_of(request, pk)
    if request.method != "POST" and not goal.is_pursued:
        return redirect(goal.engagement)
    form = (ReasonForm if goal.is_kept else ConfirmForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"goal": goal, "by": request.user, "now": timezone.now(), **form.cleaned_data}
        if attempt(form, actions.withdraw_goal, **change):
            messages.success(request, _("The goal is withdrawn. The other one has been told."))
            return redirect(goal.engagement)
    context = {"engagement": goal.engagement, "goal": goal}
    return render_form(request, "coaching/goal_withdraw.html", context, form=form)


def _goal_of(request: HttpRequest, pk: int) -> CoachingGoal:
    """404 for everyone but the two."""
    found = CoachingGoal.objects.visible_to(request.user).with_people()
    goal = get_object_or_404(found, pk=pk)
    require(access.can_set_goals(request.user, goal.engagement))
    return goal
