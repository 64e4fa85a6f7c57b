"""The demo's coaches: their profiles, hours and states."""

from datetime import datetime, timedelta

from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.competencies.models import Competency
from bkn_portal.employees.models import Employee
from coaching import actions
from coaching.actions import HoursDraft, ProfileDraft
from coaching.models import CoachProfile

from ..content.coaches import COACHES, CoachPlan
from .people import People

DAY = timedelta(days=1)


def add_coaches(people: People, *, now: datetime) -> None:
    """Approved long ago; what happened to some of them happened a month ago."""
    hr, approved = people.cast["hr_admin"], now - timedelta(days=200)
    for plan in COACHES:
        profile = actions.store_profile(person=people.heads[plan.unit], draft=_draft(plan), by=hr, now=approved)
        actions.set_hours(profile=profile, draft=_hours(plan), by=hr, now=approved)
        _lead_to(plan.state, profile, by=hr, approved=approved, lately=now - 30 * DAY)


def _lead_to(state: str, profile: CoachProfile, *, by: Employee, approved: datetime, lately: datetime) -> None:
    """Take a proposal to the state that the demo shows, each step at its moment."""
    states = CoachProfile.State
    if state == states.DECLINED:
        reason = "Kita mulai dari kantor sendiri dulu; mohon ajukan lagi setelah enam bulan."
        actions.decline_profile(profile=profile, reason=reason, by=by, now=lately)
    elif state != states.PROPOSED:
        actions.change_profile_state(profile=profile, state=states.ACTIVE, by=by, now=approved)
    if state == states.PAUSED:
        actions.change_profile_state(profile=profile, state=state, by=by, now=lately)
    elif state == states.LEFT:
        actions.leave_coaching(profile=profile, by=profile.person, now=lately)


def _draft(plan: CoachPlan) -> ProfileDraft:
    known = Competency.objects.filter(code__in=plan.competencies).values_list("pk", flat=True)
    return ProfileDraft(plan.about, plan.languages, plan.capacity, plan.place, plan.themes, tuple(known))


def _hours(plan: CoachPlan) -> HoursDraft:
    hours = tuple(WeeklyWindow(day, start, end) for day, start, end in plan.hours)
    return HoursDraft(hours=hours, break_minutes=plan.break_minutes, notice_hours=plan.notice_hours)
