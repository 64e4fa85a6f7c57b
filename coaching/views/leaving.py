"""Another coach, because this one has become the direct supervisor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bkn_portal.core.errors import require
from bkn_portal.core.views import render_form, settle

from .. import access, actions
from ..forms import ConfirmForm
from .lookup import engagement_of, posted


def engagement_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """End this coaching and look for another coach of the same theme."""
    engagement = engagement_of(request, pk)
    require(access.can_share(request.user, engagement))
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"engagement": engagement, "by": request.user, "now": timezone.now()}
        done = _("This coaching has ended. Choose another coach here.")
        if settle(request, form, actions.leave_leading_coach, done, **change):
            return redirect(f"{reverse('coaching:coach_list')}?theme={engagement.theme_id}")
    return render_form(request, "coaching/engagement_leave.html", {"engagement": engagement}, form=form)
