"""Follow-ups, ticked off where they are shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from bkn_portal.core.errors import require

from .. import access, actions
from ..forms import TickForm
from ..models import FollowUp


@require_POST
def action_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a follow-up off, or open it again."""
    found = FollowUp.objects.visible_to(request.user).select_related("session__engagement")
    follow_up = get_object_or_404(found, pk=pk)
    require(access.can_tick(request.user, follow_up))
    form = TickForm(request.POST)
    form.is_valid()
    actions.mark_follow_up(follow_up=follow_up, by=request.user, now=timezone.now(), **form.cleaned_data)
    return redirect(f"{follow_up.session.engagement.get_absolute_url()}#follow-ups")
