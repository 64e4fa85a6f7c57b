"""What is written after a session."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bkn_portal.core.errors import require
from bkn_portal.core.views import attempt, render_form

from .. import access, actions, queries
from ..forms import (
    FeedbackForm,
    GoalScoresForm,
    NoteForm,
    ObjectionForm,
    ReflectionForm,
    TickForm,
    feedback_of,
    follow_up_rows,
    initial_steps,
)
from ..models import CoachingSession, FollowUp, SessionRecord
from .lookup import posted, session_of

EDITABLE = (CoachingSession.State.SCHEDULED, CoachingSession.State.HELD)


def session_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach's page: GROW, score, follow-ups, private note; kept as a draft or sent."""
    session = session_of(request, pk)
    require(access.can_give_feedback(request.user, session))
    if request.method != "POST" and session.state not in EDITABLE:
        return redirect(session)
    page = queries.session_page(session, request.user, now=timezone.now())
    sending, data = "send" in request.POST, posted(request)
    more = "rows" in request.GET
    steps = [line.step for line in page.follow_ups]
    initial = {"note": page.note, "seen": queries.record_version(page.record, steps, page.note, page.scores)}
    form = FeedbackForm(data, instance=page.record or SessionRecord(), sending=sending, initial=initial)
    rows = follow_up_rows(data, initial_steps(session), more=2 if more else 0)
    scores = GoalScoresForm(data, goals=queries.goals_to_score(session), given=page.scores, sending=sending)
    if request.method == "POST" and form.is_valid() & rows.is_valid() & scores.is_valid():
        action = actions.give_feedback if sending else actions.save_feedback_draft
        feedback = feedback_of(form, rows, scores)
        if attempt(form, action, session=session, feedback=feedback, by=request.user, now=timezone.now()):
            return _after_feedback(request, session, sending=sending)
    is_refused = rows.is_bound and not rows.is_valid()
    context = {"page": page, "session": session, "rows": rows, "scores": scores, "is_refused": is_refused}
    response = render_form(request, "coaching/session_feedback.html", context, form=form)
    if is_refused or scores.errors:
        response.status_code = 422
    return response


def _after_feedback(request: HttpRequest, session: CoachingSession, *, sending: bool) -> HttpResponse:
    if sending:
        messages.success(request, _("Your feedback is with the coachee now."))
        return redirect(session)
    here = reverse("coaching:session_feedback", args=[session.pk])
    if "more" in request.POST:
        return redirect(f"{here}?rows=more#follow-ups")
    messages.success(request, _("Saved as a draft. Only you can see it."))
    return redirect(here)


def session_reflection(request: HttpRequest, pk: int) -> HttpResponse:
    """The coachee reads, reflects and agrees."""
    session = session_of(request, pk)
    require(access.can_reflect(request.user, session))
    if request.method != "POST" and session.state != CoachingSession.State.FEEDBACK_GIVEN:
        return redirect(session)
    form = ReflectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reflection = form.cleaned_data["reflection"]
        change = {"session": session, "reflection": reflection, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.agree_session, **change):
            messages.success(request, _("Thank you. The session is complete and its JP are in your ledger."))
            return redirect(session)
    page = queries.session_page(session, request.user, now=timezone.now())
    return render_form(request, "coaching/session_reflection.html", {"page": page, "session": session}, form=form)


def session_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """The coachee asks for a correction of the record."""
    session = session_of(request, pk)
    require(access.can_reflect(request.user, session))
    form = ObjectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"session": session, "by": request.user, "now": timezone.now(), **form.cleaned_data}
        if attempt(form, actions.object_to_feedback, **change):
            messages.success(request, _("Your coach has been asked to correct the record."))
            return redirect(session)
    return render_form(request, "coaching/session_objection.html", {"session": session}, form=form)


@require_POST
def session_note(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach's private note, also long after the session."""
    session = session_of(request, pk)
    require(access.can_give_feedback(request.user, session))
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.write_note(session=session, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your note is saved, encrypted."))
        return redirect(session)
    page = queries.session_page(session, request.user, now=timezone.now())
    return render_form(request, "coaching/session_detail.html", {"page": page, "session": session}, form=form)


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
