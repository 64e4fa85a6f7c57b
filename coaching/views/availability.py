"""When I can be booked: weekly hours, rules, days off, extra hours, a calendar elsewhere."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bkn_portal.bookings import actions as bookings
from bkn_portal.core.periods import local_date
from bkn_portal.core.views import attempt, render_form

from .. import actions, queries
from ..forms import BusyCalendarForm, DayOffForm, ExtraHoursForm, HoursForm
from ..models import CoachProfile, DayOff, ExtraHours
from .lookup import own_profile, posted


def coach_hours(request: HttpRequest) -> HttpResponse:
    """The coach's week."""
    profile = own_profile(request)
    form = HoursForm(posted(request), instance=profile)
    if request.method == "POST" and form.is_valid():
        change = {"profile": profile, "draft": form.draft, "seen": form.cleaned_data["seen"], "by": request.user}
        if attempt(form, actions.set_hours, now=timezone.now(), **change):
            messages.success(request, _("Your hours are saved. Sessions that are booked stand."))
            return redirect("coaching:coach_hours")
    if form.is_newer:
        profile.refresh_from_db()
        form.renew(queries.stored_hours(profile))
    return _page(request, profile, form, "hours_form")


@require_POST
def day_off_add(request: HttpRequest) -> HttpResponse:
    """Days without weekly hours."""
    profile = own_profile(request)
    form = DayOffForm(request.POST, today=_today(request))
    return _add(request, profile, form, actions.add_day_off, "day_off_form", _told_of_days)


@require_POST
def extra_hours_add(request: HttpRequest) -> HttpResponse:
    """Hours of one day on top."""
    profile = own_profile(request)
    form = ExtraHoursForm(request.POST, today=_today(request))
    return _add(request, profile, form, actions.add_extra_hours, "extra_form", _told_of_hours)


@require_POST
def day_off_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, get_object_or_404(DayOff, pk=pk, profile=own_profile(request)))


@require_POST
def extra_hours_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, get_object_or_404(ExtraHours, pk=pk, profile=own_profile(request)))


@require_POST
def calendar_subscribe(request: HttpRequest) -> HttpResponse:
    """Read the coach's calendar at an address."""
    profile = own_profile(request)
    form = BusyCalendarForm(request.POST)
    if form.is_valid():
        change = {"by": request.user, "now": timezone.now(), **form.cleaned_data}
        if attempt(form, bookings.subscribe_calendar, **change):
            messages.success(request, _("We read your calendar within a few minutes, and once an hour from then on."))
            return redirect("coaching:coach_hours")
    return _page(request, profile, form, "calendar_form")


@require_POST
def calendar_leave(request: HttpRequest) -> HttpResponse:
    own_profile(request)
    bookings.leave_calendar(by=request.user, now=timezone.now())
    messages.success(request, _("Your calendar is no longer read. Its address and its times are deleted."))
    return redirect("coaching:coach_hours")


def _add(request: HttpRequest, profile: CoachProfile, form: Any, action: Any, name: str, told: Any) -> HttpResponse:
    if form.is_valid():
        change = {"profile": profile, "by": request.user, "now": timezone.now()}
        if attempt(form, action, **change, **form.cleaned_data):
            told(request, profile, form)
            return redirect("coaching:coach_hours")
    return _page(request, profile, form, name)


def _told_of_days(request: HttpRequest, profile: CoachProfile, form: DayOffForm) -> None:
    """What is booked on these days is never called off by itself: the page links it."""
    booked = len(queries.sessions_on(DayOff(profile=profile, **form.cleaned_data), now=timezone.now()))
    if not booked:
        messages.success(request, _("Saved. Nobody can book you on these days."))
        return
    sentence = ngettext(
        "Saved. %(count)d session is booked on these days and stands; you find it beside them and can move it.",
        "Saved. %(count)d sessions are booked on these days and stand; you find them beside them and can move them.",
        booked,
    )
    messages.warning(request, sentence % {"count": booked})


def _told_of_hours(request: HttpRequest, profile: CoachProfile, form: ExtraHoursForm) -> None:
    messages.success(request, _("Saved. You can be booked at these hours too."))


def _remove(request: HttpRequest, exception: DayOff | ExtraHours) -> HttpResponse:
    actions.remove_exception(exception=exception, by=request.user, now=timezone.now())
    messages.success(request, _("Removed from your list."))
    return redirect("coaching:coach_hours")


def _page(request: HttpRequest, profile: CoachProfile, form: Any, name: str) -> HttpResponse:
    """The page with all four forms; `form` is the one that was sent, or the first, and `name` says which."""
    today = _today(request)
    makers: dict[str, Callable[[], Any]] = {
        "hours_form": lambda: HoursForm(instance=profile),
        "day_off_form": lambda: DayOffForm(today=today),
        "extra_form": lambda: ExtraHoursForm(today=today),
        "calendar_form": BusyCalendarForm,
    }
    context = {key: form if key == name else make() for key, make in makers.items()}
    context["page"] = queries.hours_page(profile, now=timezone.now())
    return render_form(request, "coaching/coach_hours.html", context, form=form)


def _today(request: HttpRequest) -> Any:
    return local_date(timezone.now(), request.user.zone)
