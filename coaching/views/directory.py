"""Whom to ask, and asking."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form

from .. import access, actions, queries
from ..forms import DirectoryFilter, RequestForm
from .lookup import posted

PAGE = 24


@require_GET
def coach_list(request: HttpRequest) -> HttpResponse:
    """Coaches with their free places; the direct supervisor stands above them."""
    require(access.can_request(request.user))
    form = DirectoryFilter(request.GET)
    found = Paginator(queries.candidates(request.user, **form.chosen), PAGE)
    suggested = queries.suggested(request.user, on=timezone.localdate(), limit=0)
    context = {
        "form": form,
        "chosen": form.chosen,
        "page": found.get_page(request.GET.get("page")),
        "supervisors": suggested,
        "themes": queries.theme_options(),
        "zones": queries.zone_options(),
    }
    return render(request, "coaching/coach_list.html", context)


def engagement_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one person for coaching."""
    require(access.can_request(request.user))
    candidate = queries.candidate(request.user, pk, on=timezone.localdate())
    if candidate is None:
        raise Http404
    form = RequestForm(
        posted(request), coachee=request.user, coach=candidate.person, kind=candidate.kind,
        offered=candidate.theme_codes,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        ask = {"coach": candidate.person, "by": request.user, "now": timezone.now(), **form.values}
        if attempt(form, actions.request_coaching, **ask):
            messages.success(
                request, _("Your request is on its way. %(name)s answers within 5 working days.")
                % {"name": candidate.person.short_name},
            )  # fmt: skip
            return redirect("coaching:overview")
    return render_form(request, "coaching/engagement_request.html", {"candidate": candidate}, form=form)
