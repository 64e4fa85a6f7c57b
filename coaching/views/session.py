"""A session's time."""

from datetime import UTC
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.bookings.calendar import published
from bkn_portal.core.periods import local_date
from bkn_portal.core.views import act, attempt, render_form, settle

from .. import actions, queries
from ..forms import MoveForm, ReasonForm, SeenSequenceForm, SlotForm, UnplannedForm, WeekForm
from ..models import CoachingEngagement, CoachingSession
from .lookup import own_engagement, posted, session_of

CALENDAR = "text/calendar; charset=utf-8"
ACTIVE = CoachingEngagement.State.ACTIVE


def session_book(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick one of the free slots; the earliest is picked already."""
    engagement = own_engagement(request, pk)
    today = local_date(timezone.now(), engagement.coachee.zone)
    if request.method != "POST" and not queries.may_book(engagement, on=today):
        return redirect(engagement)
    initial = queries.usual_meeting(engagement)
    form = SlotForm(posted(request), minutes=engagement.session_minutes, initial=initial)
    if request.method == "POST" and form.is_valid():
        change = {"engagement": engagement, "by": request.user, "now": timezone.now(), **form.values}
        if attempt(form, actions.book_session, **change):
            messages.success(request, _("The session is booked. The other one has been told."))
            return redirect(engagement)
    context = {**_slot_context(request, engagement, form), "may_introduce": queries.may_introduce(engagement)}
    return render_form(request, "coaching/session_book.html", context, form=form, part="slots")


def session_record(request: HttpRequest, pk: int) -> HttpResponse:
    """A talk that nobody had booked."""
    engagement = own_engagement(request, pk)
    if request.method != "POST" and engagement.state != ACTIVE:
        return redirect(engagement)
    initial = {"minutes": engagement.session_minutes, **queries.usual_meeting(engagement)}
    form = UnplannedForm(posted(request), person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        change = {"engagement": engagement, "by": request.user, "now": timezone.now(), **form.values}
        if attempt(form, actions.record_unplanned_session, **change):
            messages.success(request, _("The talk is recorded. The other one has been told."))
            return redirect(engagement)
    context = {"engagement": engagement, "zone": request.user.zone_label}
    return render_form(request, "coaching/session_record.html", context, form=form)


@require_POST
def session_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a slot for ten minutes: as a line of the page with JavaScript, as the page itself without."""
    engagement = own_engagement(request, pk)
    form = SlotForm(request.POST, minutes=engagement.session_minutes)
    change = {"engagement": engagement, "by": request.user, "now": timezone.now()}
    held = form.is_valid() and attempt(form, actions.hold_slot, period=form.values["period"], **change)
    if held and not request.htmx:
        return redirect("coaching:session_book", pk=pk)
    context = _slot_context(request, engagement, form)
    return render_form(request, "coaching/session_book.html", context, form=form, part="hold")


def session_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another free slot for a scheduled session; a group moves as a whole."""
    session = session_of(request, pk)
    if session.group:
        return redirect("coaching:group_move", session.group.pk)
    engagement, now = session.engagement, timezone.now()
    if request.method != "POST" and not queries.may_change_time(session, running=engagement.state == ACTIVE, now=now):
        return redirect(session)
    initial = {"mode": session.mode, "place": session.place, "sequence": session.sequence}
    form = MoveForm(posted(request), minutes=session.minutes, present=session.start, initial=initial)
    if request.method == "POST" and form.is_valid():
        change = {"session": session, "by": request.user, "now": now, **form.values}
        if attempt(form, actions.move_session, **change):
            messages.success(request, _("The session is changed. The other one has been told."))
            return redirect(session)
    context = {**_slot_context(request, engagement, form, moving=session), "session": session}
    return render_form(request, "coaching/session_move.html", context, form=form, part="slots")


@require_POST
def session_collision(request: HttpRequest, pk: int) -> HttpResponse:
    """What the coach's own calendar has at this time is the session itself."""
    session, form = session_of(request, pk), SeenSequenceForm(request.POST)
    form.is_valid()
    seen = form.cleaned_data.get("sequence")
    done = _("Noted. You are told again only if the session moves.")
    act(request, actions.dismiss_collision, done, session=session, seen=seen, by=request.user, now=timezone.now())
    return redirect(session.group or session)


@require_safe
def session_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The session as a file for a calendar."""
    session = session_of(request, pk)
    content = published(queries.appointment_of(session), now=timezone.now())
    return FileResponse(BytesIO(content.encode()), as_attachment=True, filename="sesi.ics", content_type=CALENDAR)


def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scheduled session off."""
    return _end_session(request, pk, actions.cancel_session, "coaching/session_cancel.html", begun=False)


def session_no_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a session did not take place."""
    return _end_session(request, pk, actions.mark_no_show, "coaching/session_no_show.html", begun=True)


def _end_session(request: HttpRequest, pk: int, action: Any, template: str, *, begun: bool) -> HttpResponse:
    """There is nothing to ask before or after that time."""
    session, now = session_of(request, pk), timezone.now()
    stands = session.state == CoachingSession.State.SCHEDULED and session.has_begun(now) == begun
    if request.method != "POST" and not stands:
        return redirect(session)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"session": session, "by": request.user, "now": now, **form.cleaned_data}
        if settle(request, form, action, _("Noted. The other one has been told."), **change):
            return redirect(session.engagement)
    context = {
        "session": session,
        "engagement": session.engagement,
        "is_short_notice": queries.is_short_notice(session, now=now),
    }
    return render_form(request, template, context, form=form)


def _slot_context(
    request: HttpRequest, engagement: CoachingEngagement, form: SlotForm, moving: CoachingSession | None = None
) -> dict[str, Any]:
    now = timezone.now()
    week = WeekForm.week_of(request.GET, usual=queries.week_of(moving.start, now=now) if moving else 1)
    offer = queries.slot_offer(engagement, request.user, now=now, week=week, but_for=moving)
    hold = None if moving else queries.current_hold(engagement, request.user, now=now)
    kept = moving or hold
    first = kept.start.astimezone(UTC).isoformat() if kept else offer.first
    chosen = form["start"].value() if form.is_bound else first
    return {"engagement": engagement, "offer": offer, "chosen": chosen, "hold": hold}
