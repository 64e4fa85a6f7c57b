"""Helpers that keep views thin."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from . import typed
from .errors import AlreadyDone, DomainError

T = TypeVar("T")


def one_or_404(found: list[T]) -> T:
    """What get_object_or_404 does, for rows that are read already."""
    if not found:
        raise Http404
    return found[0]


def attempt(form: BaseForm, action: Callable[..., Any], **kwargs: Any) -> bool:
    """Run an action; when a rule refuses, its sentence becomes an error of the form and the answer is False."""
    try:
        action(**kwargs)
    except DomainError as error:
        form.add_error(None, ValidationError(str(error), code=error.code))
        return False
    return True


def settle(request: HttpRequest, form: BaseForm, action: Callable[..., Any], done: object, **kwargs: Any) -> bool:
    """attempt(), with a message for the page that follows: `done`, or that it was done already, which is no error."""
    if attempt(form, action, **kwargs):
        messages.success(request, str(done))
        return True
    if form.has_error(NON_FIELD_ERRORS, AlreadyDone.code):
        messages.info(request, str(AlreadyDone()))
        return True
    return False


def act(request: HttpRequest, action: Callable[..., Any], done: object, **kwargs: Any) -> None:
    """Run an action that has no form; what became of it is a message for the page that follows."""
    try:
        action(**kwargs)
    except AlreadyDone as repeated:
        messages.info(request, str(repeated))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))


def render_form(
    request: HttpRequest, template: str, context: dict[str, Any], *, form: BaseForm, part: str = ""
) -> HttpResponse:
    """The page with its `form`; 422 when the form was refused. An htmx request gets the named `part` alone."""
    name = f"{template}#{part}" if part and getattr(request, "htmx", False) else template
    status = 422 if form.is_bound and form.errors else 200
    return render(request, name, {**context, "form": form}, status=status)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view of a refused CSRF token: most often the page is older than the sign-in. What was typed waits."""
    is_kept = typed.keep(request)
    if getattr(request, "htmx", False):
        return render(request, "components/too_old.html", {"is_kept": is_kept}, status=401)
    return render(request, "403_csrf.html", {"is_kept": is_kept, "page": page_before(request)}, status=403)


def page_before(request: HttpRequest) -> str:
    """The address of the page that sent the form, when it is one of the portal's; else empty."""
    came_from = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return ""
    parts = urlsplit(came_from)
    page = urlunsplit(("", "", parts.path, parts.query, ""))
    return page if url_has_allowed_host_and_scheme(page, None) else ""
