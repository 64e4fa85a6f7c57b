"""Whom to ask, and asking."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.core.errors import DomainError, require
from bkn_portal.core.periods import local_date
from bkn_portal.core.views import page_before, render_form, settle

from .. import access, actions, queries
from ..forms import DirectoryFilter, RequestForm, WatchForm
from ..models import CoachProfile
from .lookup import posted


@require_safe
def coach_list(request: HttpRequest) -> HttpResponse:
    """Coaches with the reasons why they fit; the direct supervisor stands above them."""
    require(access.can_request(request.user))
    form, now = DirectoryFilter(request.GET), timezone.now()
    wishes = form.wishes
    asked = queries.asked_by(request.user)
    supervisors = queries.leaders(request.user, on=local_date(now, request.user.zone), asked=asked)
    leader = supervisors[0].person.pk if supervisors else 0
    page = queries.directory_page(request.user, wishes, form.number, leader=leader)
    context = {
        "form": form,
        "wishes": wishes,
        "page": page,
        "cards": queries.coach_cards(page.object_list, request.user, now=now, wishes=wishes, asked=asked),
        "supervisors": supervisors,
        "groups": form.groups,
    }
    return render(request, "coaching/coach_list.html", context)


@require_POST
def coach_watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told when this coach has a place, or no longer."""
    profile = get_object_or_404(CoachProfile.objects.listed(), person__pk=pk)
    form = WatchForm(request.POST)
    form.is_valid()
    try:
        actions.watch_coach(profile=profile, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DomainError as refusal:
        messages.info(request, str(refusal))
        return redirect("coaching:engagement_request", pk)
    if form.cleaned_data["is_watching"]:
        messages.success(request, _("We tell you once this coach has a free place. Nobody else knows that you asked."))
    else:
        messages.success(request, _("You will not be told about this coach any more."))
    return redirect(page_before(request) or "coaching:coach_list")


def engagement_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one person for coaching."""
    require(access.can_request(request.user))
    candidate = queries.candidate(request.user, pk, on=timezone.localdate())
    if candidate is None:
        raise Http404
    form = RequestForm(
        posted(request), coachee=request.user, coach=candidate.person, kind=candidate.kind,
        themes=queries.themes_to_ask(candidate, on=timezone.localdate()), asked=candidate.asked,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        ask = {"coach": candidate.person, "by": request.user, "now": timezone.now(), **form.values}
        done = _("Your request is on its way. %(name)s answers within 5 working days.")
        if settle(request, form, actions.request_coaching, done % {"name": candidate.person.short_name}, **ask):
            return redirect("coaching:overview")
        candidate = queries.candidate(request.user, pk, on=timezone.localdate()) or candidate  # the last place has gone
    context = {"candidate": candidate, "terms": queries.terms_at(timezone.now())}
    return render_form(request, "coaching/engagement_request.html", context, form=form)
