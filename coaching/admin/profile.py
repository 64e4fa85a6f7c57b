"""Coach profiles: HR approves or declines proposals, and keeps what a coach can't keep themselves."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bkn_portal.core.admin import PortalModelAdmin, ReadOnlyInline
from bkn_portal.employees.models import Employee

from .. import actions, queries
from ..forms import HOURS_FIELDS, LengthField, OfferFields, ReasonForm, WeeklyHoursField, hours_draft, hours_of
from ..models import CoachProfile, DayOff, ExtraHours
from ..models.lengths import in_words

OFFER = ["about", "themes", "languages", "competencies", "capacity", "place"]


class CoachProfileForm(OfferFields):
    session_minutes = LengthField()
    hours = WeeklyHoursField(label=_("Weekly hours"), help_text=_("In the coach's own time zone."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.session_minutes = self.initial["session_minutes"] = queries.usual_length(
                on=timezone.localdate()
            )
        self.fields["session_minutes"].offer(self.instance.session_minutes)
        self.initial["hours"] = hours_of(self.instance)


class DayOffInline(ReadOnlyInline):
    model = DayOff
    fields = readonly_fields = ["first_day", "last_day"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DayOff]:
        return DayOff.objects.upcoming(timezone.localdate())


class ExtraHoursInline(ReadOnlyInline):
    model = ExtraHours
    fields = readonly_fields = ["day", "start", "end"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtraHours]:
        return ExtraHours.objects.upcoming(timezone.localdate())


@admin.register(CoachProfile)
class CoachProfileAdmin(PortalModelAdmin):
    """New profiles are proposed; the actions of the list approve, decline, pause and resume."""

    form = CoachProfileForm
    list_display = ["person", "state", "state_changed_at", "capacity", "length", "place"]
    list_filter = ["state", "session_minutes"]
    list_select_related = ["person"]
    search_fields = ["person__name"]
    autocomplete_fields = ["person"]
    fieldsets = [
        (None, {"fields": ["person", "state", "reason"]}),
        (_("What the coach offers"), {"fields": OFFER}),
        (_("When the coach can be booked"), {"fields": ["hours", *HOURS_FIELDS]}),
    ]
    inlines = [DayOffInline, ExtraHoursInline]
    actions = ["activate", "pause", "decline"]

    @admin.display(description=_("length of a session"), ordering="session_minutes")
    def length(self, profile: CoachProfile) -> str:
        return in_words(profile.session_minutes)

    def get_readonly_fields(self, request: HttpRequest, obj: CoachProfile | None = None) -> list[str]:
        return ["person", "state", "reason"] if obj else ["state", "reason"]

    def write(self, *, obj: CoachProfile, form: CoachProfileForm, by: Employee, now: datetime) -> CoachProfile:
        profile = actions.store_profile(person=obj.person, draft=form.draft, by=by, now=now)
        actions.set_hours(profile=profile, draft=hours_draft(form.cleaned_data), by=by, now=now)
        return profile

    @admin.action(description=_("Approve or resume"))
    def activate(self, request: HttpRequest, rows: QuerySet[CoachProfile]) -> None:
        self._move(request, rows, CoachProfile.State.ACTIVE)

    @admin.action(description=_("Pause"))
    def pause(self, request: HttpRequest, rows: QuerySet[CoachProfile]) -> None:
        self._move(request, rows, CoachProfile.State.PAUSED)

    @admin.action(description=_("Decline the proposal"))
    def decline(self, request: HttpRequest, rows: QuerySet[CoachProfile]) -> Any:
        """With a reason, which the confirming page asks for."""
        form = ReasonForm(request.POST if "confirmed" in request.POST else None)
        question = _("The employee is told and reads your reason.")
        title = _("Decline the proposal")
        if page := self.confirm(request, rows, action="decline", title=title, question=question, form=form):
            return page
        self._told(request, rows, lambda row, by, now: actions.decline_profile(
            profile=row, reason=form.cleaned_data["reason"], by=by, now=now
        ))  # fmt: skip
        return None

    def _move(self, request: HttpRequest, rows: QuerySet[CoachProfile], state: str) -> None:
        self._told(
            request,
            rows,
            lambda row, by, now: actions.change_profile_state(profile=row, state=state, by=by, now=now),
        )

    def _told(self, request: HttpRequest, rows: QuerySet[CoachProfile], action: Any) -> None:
        self.apply(
            request,
            rows.select_related("person"),
            action,
            lambda count: (
                ngettext("%(count)d profile changed.", "%(count)d profiles changed.", count) % {"count": count}
            ),
        )
