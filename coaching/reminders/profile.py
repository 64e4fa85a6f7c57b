"""Becoming a coach, leaving, and a place for those who asked to be told."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import nothing_due

from ..models import CoachProfile
from .kinds import Notice, kind

WHY_COACH = _("You get this because you are a coach or asked to become one.")
WHY_HR = _("You get this because you look after coaching for HR.")
WHY_WATCH = _("You get this because you asked to be told about a free place. Nobody else knows that you asked.")
State = CoachProfile.State


def _profile_in(*states: str) -> Callable[[Reminder], dict[str, Any] | None]:
    """The coach's own page, while the profile is in one of the states."""

    def context(reminder: Reminder) -> dict[str, Any] | None:
        found = CoachProfile.objects.filter(pk=reminder.target_id, state__in=states or State.values)
        return {"url": reverse("coaching:coach_profile")} if found.exists() else None

    return context


def _proposal(reminder: Reminder) -> dict[str, Any] | None:
    profile = CoachProfile.objects.proposed().filter(pk=reminder.target_id).select_related("person").first()
    if profile is None:
        return None
    return {"url": f"{reverse('admin:coaching_coachprofile_changelist')}?state__exact={State.PROPOSED}"}


def _coach_who_left(reminder: Reminder) -> dict[str, Any] | None:
    profile = CoachProfile.objects.filter(pk=reminder.target_id, state=State.LEFT).select_related("person").first()
    if profile is None:
        return None
    return {
        "url": f"{reverse('admin:coaching_coachingengagement_changelist')}?coach_gone=yes",
        "other": profile.person,
    }


def _coach_with_a_place(reminder: Reminder) -> dict[str, Any] | None:
    profiles = CoachProfile.objects.active().with_places().filter(free_places__gt=0)
    profile = profiles.filter(pk=reminder.target_id).select_related("person").first()
    if profile is None:
        return None
    return {"url": reverse("coaching:engagement_request", args=[profile.person_id]), "other": profile.person}


def _register_profiles() -> None:
    words = {
        "profile_approved": (_("You are a coach now"), _("HR has approved your proposal. Look after your hours next.")),
        "profile_declined": (
            _("Answer to your proposal as a coach"),
            _("HR has not approved your proposal; the reason is in the portal."),
        ),
        "profile_changed": (_("Your coach profile has changed"), _("HR has paused or resumed your work as a coach.")),
    }  # fmt: skip
    states = {"profile_approved": (State.ACTIVE, State.PAUSED), "profile_declined": (State.DECLINED,)}
    for code, (label, text) in words.items():
        notice = Notice(label, text, _("Open my coach profile"))
        kind(code, label, notice, find=nothing_due, context=_profile_in(*states.get(code, ())), why=WHY_COACH)
    proposed = Notice(_("Someone wants to become a coach"), _("A proposal waits for HR."), _("Look at the proposals"))
    kind("profile_proposed", _("Proposal to become a coach"), proposed, find=nothing_due, context=_proposal, why=WHY_HR)
    left = Notice(
        _("A coach says goodbye"), _("Coachees remain. Please propose another coach to them."), _("Open the list")
    )
    kind("coach_left", _("Coach leaves with coachees"), left, find=nothing_due, context=_coach_who_left, why=WHY_HR)
    place = Notice(
        _("A coach has a free place"), _("The coach you are waiting for can take you now."), _("Ask for coaching")
    )
    kind(
        "place_free", _("Coach I wait for has a place"), place, find=nothing_due, context=_coach_with_a_place,
        why=WHY_WATCH, private=True,
    )  # fmt: skip


_register_profiles()
