"""The person's agenda in their own calendar: one secret address, its page, and what it answers."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.bookings import actions, queries
from bkn_portal.bookings.calendar import feed
from bkn_portal.bookings.models import CalendarFeed


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Connect, read the address, change or close it."""
    found = CalendarFeed.objects.visible_to(request.user).first()
    webcal = found.address.replace("http", "webcal", 1).replace("webcals:", "webcal:", 1) if found else ""
    return render(request, "home/calendar.html", {"feed": found, "webcal": webcal})


@require_POST
def calendar_open(request: HttpRequest) -> HttpResponse:
    """A new address, the first one or another one."""
    had_one = CalendarFeed.objects.visible_to(request.user).exists()
    actions.open_feed(by=request.user, now=timezone.now())
    old = _("Your calendar address is new. The old one no longer works.")
    messages.success(request, old if had_one else _("Your calendar address is ready."))
    return redirect("home:calendar")


@require_POST
def calendar_close(request: HttpRequest) -> HttpResponse:
    """No address any more."""
    actions.close_feed(by=request.user, now=timezone.now())
    messages.success(request, _("The address is closed. Calendars that know it get nothing more."))
    return redirect("home:calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads: whoever knows the address is the person's own calendar. 304 when nothing changed."""
    found = get_object_or_404(CalendarFeed.objects.opened_by(token).select_related("person__unit"))
    now = timezone.now()
    appointments = queries.feed_appointments(found.person, now=now)
    etag = quote_etag(sha256(repr((found.person.language, appointments)).encode()).hexdigest()[:32])
    with translation.override(found.person.language):
        response = HttpResponse(feed(appointments, now=now), content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response
