"""The inbox and the choice of what comes how."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import actions, queries
from .forms import InboxFilterForm, PreferencesForm
from .models import Reminder

PER_PAGE = 25


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What was told, newest first."""
    form = InboxFilterForm(request.GET)
    lines = queries.inbox_of(request.user, unread_only=form.unread_only)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "unread_only": form.unread_only,
        "current": InboxFilterForm.UNREAD if form.unread_only else "",
        "filters": InboxFilterForm.options(),
        "any_unread": any(line.read_at is None for line in page),
    }
    return render(request, "notifications/inbox_list.html", context)


@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Nothing is unread any more."""
    actions.mark_all_read(by=request.user, now=timezone.now())
    return redirect("notifications:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def open_reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the page it is about; only the button of the inbox (POST) marks it read, a link (GET) writes nothing."""
    reminder = get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        actions.mark_read(reminder=reminder, by=request.user, now=timezone.now())
    return redirect(reminder.path)


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Which kinds come by mail and into the inbox, and in what rhythm."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, employee=request.user)
    if form.is_valid():
        actions.choose_notifications(
            by=request.user, channels=form.channels(), rhythm=form.cleaned_data["rhythm"], now=timezone.now()
        )
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:preferences")
    status = 422 if form.is_bound else 200
    return render(request, "notifications/preferences_edit.html", {"form": form}, status=status)
