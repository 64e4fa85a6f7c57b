"""The talk before the first session."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bkn_portal.core.views import act, attempt, render_form

from .. import actions, queries
from ..forms import SlotForm, WeekForm
from ..models import CoachingEngagement, CoachingSession, SessionKind
from ..models.session import INTRODUCTION_MINUTES
from .lookup import own_engagement, posted, session_of

KIND = SessionKind.INTRODUCTION


def introduction_book(request: HttpRequest, pk: int) -> HttpResponse:
    """Half an hour of the coach's free time."""
    engagement, now = own_engagement(request, pk), timezone.now()
    if request.method != "POST" and engagement.state != CoachingEngagement.State.ACTIVE:
        return redirect(engagement)
    if request.method != "POST" and not queries.may_introduce(engagement):
        return render(request, "coaching/introduction_book.html", {"engagement": engagement, "is_late": True})
    form = SlotForm(posted(request), minutes=INTRODUCTION_MINUTES, initial=queries.usual_meeting(engagement))
    if request.method == "POST" and form.is_valid():
        change = {"engagement": engagement, "kind": KIND, "by": request.user, "now": now, **form.values}
        if attempt(form, actions.book_session, **change):
            messages.success(request, _("The introduction is booked. The other one has been told."))
            return redirect(engagement)
    offer = queries.slot_offer(engagement, request.user, now=now, week=WeekForm.week_of(request.GET), kind=KIND)
    chosen = form["start"].value() if form.is_bound else offer.first
    context = {"engagement": engagement, "offer": offer, "chosen": chosen, "minutes": INTRODUCTION_MINUTES}
    return render_form(request, "coaching/introduction_book.html", context, form=form, part="slots")


def introduction_detail(request: HttpRequest, session: CoachingSession) -> HttpResponse:
    """Its page, for the two."""
    page = queries.introduction_page(session, request.user, now=timezone.now())
    return render(request, "coaching/introduction_detail.html", {"page": page, "session": session})


@require_POST
def introduction_close(request: HttpRequest, pk: int) -> HttpResponse:
    """It took place."""
    session = session_of(request, pk)
    done = _("Noted. Book the first session whenever you like.")
    act(request, actions.close_introduction, done, session=session, by=request.user, now=timezone.now())
    return redirect(session)
