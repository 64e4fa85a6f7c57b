"""A coach's group sessions, and a coachee's answer to one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bkn_portal.core.errors import require
from bkn_portal.core.views import act, attempt, render_form, settle

from .. import access, actions, queries
from ..forms import GroupForm, GroupPickForm, GroupTextForm, MoveForm, ReasonForm, WeekForm, follow_up_rows
from ..models import GroupSession
from .lookup import posted, session_of


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """The coach's group sessions, the latest first."""
    return render(request, "coaching/group_list.html", {"groups": queries.groups_of(request.user)})


def group_create(request: HttpRequest) -> HttpResponse:
    """Coachees of one theme, then a time at which all are free."""
    every, now = queries.groupable(request.user), timezone.now()
    theme = request.GET.get("theme", "")
    pick = GroupPickForm(request.GET, engagements=[row for row in every if row.theme_id == theme])
    chosen = pick.cleaned_data["coachee"] if pick.is_valid() else []
    minutes = pick.cleaned_data["minutes"] if chosen else 0
    form = GroupForm(posted(request), minutes=minutes, initial=queries.usual_meeting(chosen[0]) if chosen else {})
    if request.method == "POST" and form.is_valid():
        change = {"engagements": chosen, "by": request.user, "now": now, **form.values}
        if attempt(form, actions.book_group, **change):
            messages.success(request, _("The group session is booked. Everybody has been invited."))
            return redirect("coaching:group_list")
    context = {"pick": pick, "themes": queries.themes_of(every), "theme": theme}
    if chosen:
        people = [engagement.coachee for engagement in chosen]
        slots = queries.group_slots(request.user, people, pick.length, now=now)
        context |= _offer(request, form, queries.offer_of(slots, request.user, people, now=now, week=_week(request)))
    return render_form(request, "coaching/group_create.html", context, form=form, part="slots")


@require_safe
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes, and afterwards the state of each feedback; members have their own session's page."""
    group = _group_of(request, pk)
    if not access.can_lead(request.user, group):
        return redirect(group.sessions.get(engagement__coachee=request.user))
    page = queries.group_page(group, now=timezone.now())
    return render(
        request, "coaching/group_detail.html", {"group": group, "page": page, "terms": queries.terms_at(group.start)}
    )


def group_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time or place for all."""
    group, now = _led_group(request, pk), timezone.now()
    if request.method != "POST" and not group.may_change(now):
        return redirect(group)
    initial = {"mode": group.mode, "place": group.place, "sequence": group.sequence}
    minutes = group.period.length.seconds // 60
    form = MoveForm(posted(request), minutes=minutes, present=group.start, initial=initial)
    if request.method == "POST" and form.is_valid():
        change = {"group": group, "by": request.user, "now": now, **form.values}
        if attempt(form, actions.move_group, **change):
            messages.success(request, _("The group session is changed. Everybody has been told."))
            return redirect(group)
    people = queries.coming_to(group)
    slots = queries.group_slots(group.coach, people, group.period.length, now=now, but_for=group)
    present = None if group.has_begun(now) else group.period
    week = WeekForm.week_of(request.GET, usual=queries.week_of(group.start, now=now))
    offer = queries.offer_of(slots, request.user, people, now=now, week=week, present=present)
    context = {"group": group, **_offer(request, form, offer, first=group.start.isoformat())}
    return render_form(request, "coaching/group_move.html", context, form=form, part="slots")


def group_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off for all."""
    group, now = _led_group(request, pk), timezone.now()
    if request.method != "POST" and not group.may_change(now):
        return redirect(group)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change = {"group": group, "by": request.user, "now": now, **form.cleaned_data}
        done = _("The group session is called off. Everybody has been told.")
        if settle(request, form, actions.cancel_group, done, **change):
            return redirect(group)
    context = {"group": group, "is_short_notice": queries.is_short_notice(group, now=now)}
    return render_form(request, "coaching/group_cancel.html", context, form=form)


def group_text(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said to all, copied into each one's draft."""
    group, data = _led_group(request, pk), posted(request)
    form, rows = GroupTextForm(data), follow_up_rows(data, [])
    if request.method == "POST" and form.is_valid() & rows.is_valid():
        if not (rows.steps or any(form.cleaned_data.values())):
            form.add_error(None, _("Write what was said, or a follow-up."))
        elif attempt(form, actions.share_text, group=group, text=form.text(rows), by=request.user, now=timezone.now()):
            messages.success(request, _("Copied into the drafts. Each one gets feedback and a score of their own."))
            return redirect(group)
    response = render_form(request, "coaching/group_text.html", {"group": group, "rows": rows}, form=form)
    if rows.is_bound and not rows.is_valid():
        response.status_code = 422
    return response


@require_POST
def session_join(request: HttpRequest, pk: int) -> HttpResponse:
    """The coachee takes part in the group session."""
    session = session_of(request, pk)
    done = _("You take part. The others who do know your name now, and you know theirs.")
    act(request, actions.join_group, done, session=session, by=request.user, now=timezone.now())
    return redirect(session)


def _group_of(request: HttpRequest, pk: int) -> GroupSession:
    """404 for everyone but the coach and the members."""
    return get_object_or_404(
        GroupSession.objects.visible_to(request.user).select_related("theme", "coach__unit"), pk=pk
    )


def _led_group(request: HttpRequest, pk: int) -> GroupSession:
    """403 for members."""
    group = _group_of(request, pk)
    require(access.can_lead(request.user, group))
    return group


def _week(request: HttpRequest) -> int:
    return WeekForm.week_of(request.GET)


def _offer(request: HttpRequest, form: Any, offer: queries.SlotOffer, first: str = "") -> dict[str, Any]:
    return {"offer": offer, "chosen": form["start"].value() if form.is_bound else first or offer.first}
