"""A session's page. Each form on it is sent to an address of its own, and answered with the page, or with a line while
one types."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bkn_portal.core import typed
from bkn_portal.core.errors import AlreadyDone, require
from bkn_portal.core.views import attempt

from .. import access, actions, queries
from ..forms import AgendaForm, FeedbackSheet, NoteForm, ReplyForm
from ..models import CoachingSession
from .introduction import introduction_detail
from .lookup import session_of

FORMS: dict[str, Callable[..., Any]] = {
    "agenda": AgendaForm,
    "feedback": FeedbackSheet,
    "note": NoteForm,
    "reply": ReplyForm,
}
ROUTES = {
    "agenda": "session_agenda",
    "feedback": "session_feedback",
    "note": "session_note",
    "reply": "session_reflection",
}
REPLIES = {
    "draft": (actions.save_reply_draft, (), gettext_lazy("Saved as a draft. Only you can see it.")),
    "object": (
        actions.object_to_feedback,
        ("objection",),
        gettext_lazy("Your coach has been asked to correct the record."),
    ),
    "agree": (
        actions.agree_session,
        ("reflection", "agree"),
        gettext_lazy("Thank you. The session is complete and its JP are in your ledger."),
    ),
}


@require_safe
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the session stands, what the person may read of it, and what they write now."""
    session = session_of(request, pk)
    if session.is_introduction:
        return introduction_detail(request, session)
    return _room(request, session, queries.session_page(session, request.user, now=timezone.now()), {})


def session_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """What the coachee wants to talk about."""
    session = session_of(request, pk)
    require(access.can_write_agenda(request.user, session))
    return _write(request, session, "agenda", actions.write_agenda, _("Your coach can read your agenda now."))


def session_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach's record, score, follow-ups and private note; kept as a draft or sent."""
    session = session_of(request, pk)
    require(access.can_give_feedback(request.user, session))
    if _pressed(request, "send"):
        done = _("Your feedback is with the coachee now.")
        return _write(request, session, "feedback", actions.give_feedback, done, sending=True)
    more = _pressed(request, "more")
    done = "" if more else _("Saved as a draft. Only you can see it.")
    return _write(request, session, "feedback", actions.save_feedback_draft, done, more=2 if more else 0)


def session_note(request: HttpRequest, pk: int) -> HttpResponse:
    """The coach's private note, also long after the session."""
    session = session_of(request, pk)
    require(access.can_give_feedback(request.user, session))
    return _write(request, session, "note", actions.write_note, _("Your note is saved, encrypted."))


def session_reflection(request: HttpRequest, pk: int) -> HttpResponse:
    """The coachee reflects and agrees, or asks for a correction; kept as a draft until then."""
    session = session_of(request, pk)
    require(access.can_reflect(request.user, session))
    action, required, done = REPLIES.get(_pressed(request, "answer"), REPLIES["draft"])
    return _write(request, session, "reply", action, done, required=required)


def _pressed(request: HttpRequest, name: str) -> str:
    """A button's value. A form that saves by itself sends along the button that has the focus: nobody pressed it."""
    return "" if request.htmx else request.POST.get(name, "")


def _write(
    request: HttpRequest, session: CoachingSession, part: str, action: Callable[..., Any], done: object, **how: Any
) -> HttpResponse:
    """Save one form of the page; who only follows a link to it comes to its place on the page."""
    here = f"{session.get_absolute_url()}#{part}"
    if request.method != "POST":
        return redirect(here)
    page = queries.session_page(session, request.user, now=timezone.now())
    form = FORMS[part](request.POST, page, session, **how)
    change = {"session": session, "by": request.user, "now": timezone.now()}
    stored: list[str | None] = []  # the version that this save left: one read later may be another window's
    is_saved = form.is_valid() and attempt(form, lambda **new: stored.append(action(**new)), **change, **form.values)
    if is_saved:
        typed.forget(request)
    if request.htmx:
        return _line(request, form, stored)
    if form.is_repeated:
        messages.info(request, str(AlreadyDone()))
        return redirect(session)
    if not is_saved:
        return _room(request, session, page, {part: form})
    if how.get("more"):
        return redirect(f"{session.get_absolute_url()}?rows=more#follow-ups")
    messages.success(request, str(done))
    return redirect(session)


def _line(request: HttpRequest, form: Any, stored: list[str | None]) -> HttpResponse:
    """What a form that saves by itself is told: when it was saved and as which version, or why not."""
    if not stored:
        errors = [error for found in form.errors.values() for error in found]
        return render(request, "components/saved.html", {"errors": errors}, status=422)
    return render(request, "components/saved.html", {"saved_at": timezone.localtime(), "seen": stored[0]})


def _stored_version(request: HttpRequest, session: CoachingSession, part: str) -> str:
    session = CoachingSession.objects.with_people().select_related("record").get(pk=session.pk)
    page = queries.session_page(session, request.user, now=timezone.now())
    return str(FORMS[part](None, page, session)["seen"].value())


def _room(
    request: HttpRequest, session: CoachingSession, page: queries.SessionPage, refused: dict[str, Any]
) -> HttpResponse:
    """The page; a refused form stands in the place of its own kind, 422, with what was typed."""
    for part, form in refused.items():
        if form.is_newer:
            form.renew(_stored_version(request, session, part))
    more = {"more": 2} if "rows" in request.GET else {}
    waiting = {part: typed.kept(request, reverse(f"coaching:{ROUTES[part]}", args=[session.pk])) for part in page.parts}
    forms = {
        part: FORMS[part](data, page, session, **(more if part == "feedback" else {})) for part, data in waiting.items()
    }
    context = {
        "session": session,
        "page": page,
        "terms": queries.terms_at(session.start),
        "forms": {**forms, **refused},
        "is_restored": any(waiting.values()) and not refused,
    }
    return render(request, "coaching/session_detail.html", context, status=422 if refused else 200)
