"""An engagement: overview, answer, page, sharing, end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form, settle

from .. import access, actions, queries
from ..forms import DeclineForm, ReasonForm, ShareForm, StartScoresForm
from ..models import CoachingEngagement
from .lookup import engagement_of, own_engagement, posted

State = CoachingEngagement.State


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """My coaching on both sides of the table, the next step first."""
    now = timezone.now()
    board = queries.overview(request.user, now=now)
    sees_evaluation = access.can_see_evaluation_averages(request.user)
    return render(request, "coaching/overview.html", {"board": board, "now": now, "sees_evaluation": sees_evaluation})


@require_safe
def engagement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Goal, sessions and follow-ups for the two; for the supervisor it is shared with, that it exists."""
    engagement, now = engagement_of(request, pk), timezone.now()
    if not access.can_take_part(request.user, engagement):
        return render(request, "coaching/engagement_shared.html", {"outline": queries.outline(engagement)})
    page = queries.engagement_page(engagement, request.user, now=now)
    form = ShareForm(initial={"is_shared": engagement.is_shared})
    context = {
        "page": page,
        "engagement": engagement,
        "form": form,
        "clock": queries.answer_clock(engagement, now=now),
        "offered": queries.next_coach(engagement, request.user, on=timezone.localdate()),
    }
    return render(request, "coaching/engagement_detail.html", context)


def engagement_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach says yes or no."""
    engagement, now = engagement_of(request, pk), timezone.now()
    require(access.can_answer(request.user, engagement))
    if request.method != "POST" and engagement.state != State.REQUESTED:
        return redirect(engagement)
    declining = "decline" in request.POST
    goals = list(engagement.goals.all())
    accept_form = StartScoresForm(None if declining else posted(request), goals=goals, sending=True)
    others = queries.fitting_coaches(engagement, on=timezone.localdate(now))
    decline_form = DeclineForm(request.POST if declining else None, others=others)
    form = decline_form if declining else accept_form
    if request.method == "POST" and form.is_valid():
        action = actions.decline_and_refer if declining else actions.accept_request
        values = decline_form.values if declining else {"start_scores": accept_form.scores}
        done = _("You declined the request.") if declining else _("You accepted. Book the first session.")
        if settle(request, form, action, done, engagement=engagement, by=request.user, now=now, **values):
            return redirect(engagement if declining else "coaching:session_book", **({} if declining else {"pk": pk}))
    context = {
        "engagement": engagement,
        "accept_form": accept_form,
        "decline_form": decline_form,
        "clock": queries.answer_clock(engagement, now=now),
    }
    return render_form(request, "coaching/engagement_answer.html", context, form=form)


def engagement_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End early, or withdraw the request."""
    engagement = own_engagement(request, pk)
    require(access.can_end(request.user, engagement))
    if request.method != "POST" and not engagement.is_open:
        return redirect(engagement)
    is_request = engagement.state == State.REQUESTED
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"engagement": engagement, "by": request.user, "now": timezone.now(), **form.cleaned_data}
        done = _("Your request is withdrawn.") if is_request else _("This coaching has ended.")
        told = f"{done} {_('The other one has been told.')}"
        if settle(request, form, actions.cancel_engagement, told, **change):
            return redirect(engagement)
    context = {"engagement": engagement, "is_request": is_request}
    return render_form(request, "coaching/engagement_cancel.html", context, form=form)


@require_POST
def engagement_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Share with the supervisor, or no longer."""
    engagement = engagement_of(request, pk)
    require(access.can_share(request.user, engagement))
    form = ShareForm(request.POST)
    form.is_valid()
    change = {"engagement": engagement, "by": request.user, "now": timezone.now(), **form.cleaned_data}
    if attempt(form, actions.share_engagement, **change):
        messages.success(request, _("Your choice is saved."))
        return redirect(engagement)
    page = queries.engagement_page(engagement, request.user, now=timezone.now())
    context = {"page": page, "engagement": engagement}
    return render_form(request, "coaching/engagement_detail.html", context, form=form)
