"""After a request came to nothing: the next coach."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form

from .. import access, actions, queries
from ..forms import NextCoachForm
from .lookup import own_engagement, posted


def engagement_ask_next(request: HttpRequest, pk: int) -> HttpResponse:
    """One click asks the coach who is offered, with the text of the old request."""
    engagement = own_engagement(request, pk)
    require(access.can_ask_next(request.user, engagement))
    offered = queries.next_coach(engagement, request.user, on=timezone.localdate())
    form = NextCoachForm(posted(request), initial={"coach": offered.person_id if offered else None})
    if offered and request.method == "POST" and form.is_valid():
        # The page may be old: what is asked is what it showed, if that one can still be asked.
        others = queries.fitting_coaches(engagement, on=timezone.localdate())
        shown = {profile.person_id: profile.person for profile in others}.get(form.cleaned_data["coach"])
        ask = {"engagement": engagement, "coach": shown, "by": request.user, "now": timezone.now()}
        if shown is None:
            form.add_error(None, _("This coach has no free place any more. Here is the next one."))
        elif attempt(form, actions.ask_next_coach, **ask):
            messages.success(request, _("Your request is with %(name)s now.") % {"name": shown.short_name})
            return redirect("coaching:overview")
    context = {"engagement": engagement, "offered": offered}
    return render_form(request, "coaching/engagement_next.html", context, form=form)
