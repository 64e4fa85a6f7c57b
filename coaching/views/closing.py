"""The end of a coaching and what stays of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.core.views import attempt, render_form, settle

from .. import actions, queries
from ..forms import ClosingForm, ThanksForm
from ..models import CoachingEngagement
from .lookup import own_engagement, posted

COMPLETED = CoachingEngagement.State.COMPLETED


def engagement_complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of each goal, and close."""
    engagement = own_engagement(request, pk)
    if request.method != "POST" and not engagement.is_running:
        return redirect("coaching:engagement_closing", pk=pk)
    if request.method != "POST" and (hindrance := queries.closing_hindrance(engagement)):
        context = {"engagement": engagement, "hindrance": hindrance}
        return render(request, "coaching/engagement_hindered.html", context)
    form = ClosingForm(posted(request), goals=queries.goals_of(engagement), scores=queries.last_scores(engagement))
    if request.method == "POST" and form.is_valid():
        change = {"engagement": engagement, "closing": form.closing, "by": request.user, "now": timezone.now()}
        done = _("This coaching is completed. Thank you, both of you.")
        if settle(request, form, actions.complete_engagement, done, **change):
            return redirect("coaching:engagement_closing", pk=pk)
    return render_form(request, "coaching/engagement_complete.html", {"engagement": engagement}, form=form)


@require_safe
def engagement_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Results, thanks and the certificate; before the end there is nothing to see yet."""
    engagement = own_engagement(request, pk)
    if engagement.state != COMPLETED:
        return redirect(engagement)
    page = queries.closing_page(engagement, request.user)
    context = {"engagement": engagement, "page": page, "form": ThanksForm(initial={"text": page.mine})}
    return render(request, "coaching/engagement_closing.html", context)


@require_POST
def engagement_thank(request: HttpRequest, pk: int) -> HttpResponse:
    """A word of thanks, written or changed. There is no such page before the end."""
    engagement = own_engagement(request, pk)
    if engagement.state != COMPLETED:
        raise Http404
    form = ThanksForm(request.POST)
    if form.is_valid():
        change = {"engagement": engagement, "by": request.user, "now": timezone.now(), **form.cleaned_data}
        if attempt(form, actions.thank, **change):
            messages.success(request, _("Your thank-you is with the other one."))
            return redirect("coaching:engagement_closing", pk=pk)
    page = queries.closing_page(engagement, request.user)
    return render_form(request, "coaching/engagement_closing.html", {"engagement": engagement, "page": page}, form=form)
