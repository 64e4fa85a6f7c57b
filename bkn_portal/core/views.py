"""Helpers that keep views thin."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .errors import DomainError


def attempt(form: BaseForm, action: Callable[..., Any], **kwargs: Any) -> bool:
    """Run an action; when a rule refuses, its sentence becomes an error of the form and the answer is False."""
    try:
        action(**kwargs)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def render_form(
    request: HttpRequest, template: str, context: dict[str, Any], *, form: BaseForm, part: str = ""
) -> HttpResponse:
    """The page with its `form`; 422 when the form was refused. An htmx request gets the named `part` alone."""
    name = f"{template}#{part}" if part and getattr(request, "htmx", False) else template
    status = 422 if form.is_bound and form.errors else 200
    return render(request, name, {**context, "form": form}, status=status)
