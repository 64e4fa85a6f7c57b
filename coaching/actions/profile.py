"""Coach profiles: HR keeps them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from bkn_portal.audit.actions import record
from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.errors import require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachProfile, CoachTheme, WeeklyHours


@dataclass(frozen=True)
class ProfileDraft:
    """What a profile says: themes by code, weekly hours in the person's own zone."""

    about: str = ""
    languages: str = ""
    capacity: int = 3
    place: str = ""
    themes: tuple[str, ...] = ()
    hours: tuple[WeeklyWindow, ...] = field(default=())

    @property
    def fields(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("about", "languages", "capacity", "place")}


@transaction.atomic
def store_profile(*, person: Employee, draft: ProfileDraft, by: Employee, now: datetime) -> CoachProfile:
    """Create or change someone's coach profile; a new one is proposed until it is approved. Raises AccessDenied."""
    require(access.can_manage_profiles(by))
    profile, created = CoachProfile.objects.select_for_update(of=("self",)).update_or_create(
        person=person, defaults=draft.fields, create_defaults={**draft.fields, "state_changed_at": now}
    )
    CoachTheme.objects.filter(profile=profile).delete()
    CoachTheme.objects.bulk_create(CoachTheme(profile=profile, theme=theme) for theme in dict.fromkeys(draft.themes))
    WeeklyHours.objects.filter(profile=profile).delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(profile=profile, weekday=window.weekday, start=window.start, end=window.end)
        for window in draft.hours
    )
    record("coaching.profile.stored", actor=by, target=profile, at=now, created=created)
    return profile


@transaction.atomic
def change_profile_state(*, profile: CoachProfile, state: str, by: Employee, now: datetime) -> None:
    """Approve, pause or resume a coach; running engagements go on. Raises AccessDenied, StaleState."""
    require(access.can_manage_profiles(by))
    profile.move_to(state, now=now)
    record("coaching.profile.state_changed", actor=by, target=profile, at=now, state=str(state))
