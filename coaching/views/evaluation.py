"""Evaluations, what comes of them, and the coach's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form

from .. import access
from ..actions.evaluation import evaluate
from ..forms.evaluation import CoachYearForm, EvaluationForm
from ..models import CoachingEngagement, Side
from ..queries.coach_hours import coach_hours
from ..queries.evaluation import BATCH, has_evaluated, overall_summary, summary_for_coach
from .lookup import own_engagement, posted


def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the coaching was, once, without a name."""
    engagement = own_engagement(request, pk)
    if engagement.state != CoachingEngagement.State.COMPLETED:
        return redirect(engagement)
    form = EvaluationForm(posted(request), side=engagement.side_of(request.user))
    if request.method == "POST" and form.is_valid():
        given = {"engagement": engagement, "evaluation": form.evaluation, "by": request.user}
        if attempt(form, evaluate, **given):
            messages.success(request, _("Thank you. Your answers carry neither your name nor a date."))
            return redirect("coaching:engagement_closing", pk=pk)
    context = {
        "engagement": engagement,
        "is_given": has_evaluated(engagement, request.user),
        "is_coach": engagement.side_of(request.user) == Side.COACH,
        "batch": BATCH,
    }
    return render_form(request, "coaching/evaluation.html", context, form=form)


@require_safe
def as_coach(request: HttpRequest) -> HttpResponse:
    """The coach's own hours, and what coachees said when five had said it."""
    hours = coach_hours(request.user, year=CoachYearForm(request.GET).year, now=timezone.now())
    options = [{"label": str(year), "value": "" if year == hours.years[0] else str(year)} for year in hours.years]
    context = {
        "hours": hours,
        "options": options,
        "current": "" if hours.year == hours.years[0] else str(hours.year),
        "summary": summary_for_coach(request.user),
        "batch": BATCH,
    }
    return render(request, "coaching/as_coach.html", context)


@require_safe
def evaluation_summary(request: HttpRequest) -> HttpResponse:
    """Averages over all coaching, for HR and leadership."""
    require(access.can_see_evaluation_averages(request.user))
    sides = [(side.label, overall_summary(side)) for side in Side]
    return render(request, "coaching/evaluation_summary.html", {"sides": sides, "batch": BATCH})
