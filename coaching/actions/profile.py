"""Coach profiles: employees propose themselves, HR approves, coaches pause, resume and leave."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.actions import record
from bkn_portal.bookings.actions import forget_calendar
from bkn_portal.core.errors import AlreadyDone, DomainError, StaleState, require
from bkn_portal.core.periods import local_date
from bkn_portal.employees.models import Employee, Role
from bkn_portal.notifications.actions import notify

from .. import access
from ..models import (
    WELLBEING,
    CoachCompetency,
    CoachingEngagement,
    CoachingTheme,
    CoachLanguage,
    CoachProfile,
    CoachTheme,
)
from ..queries import offer_version, stored_offer, usual_length
from .engagement import end_early, notify_of
from .lists import hold_lists
from .seen import NewerProfile, refuse_unseen

State = CoachProfile.State


@dataclass(frozen=True)
class ProfileDraft:
    """What a profile says: languages and themes by code, competencies by number."""

    about: str = ""
    languages: tuple[str, ...] = ()
    capacity: int = 3
    place: str = ""
    themes: tuple[str, ...] = ()
    competencies: tuple[int, ...] = ()

    @property
    def fields(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("about", "capacity", "place")}


@transaction.atomic
def store_profile(*, person: Employee, draft: ProfileDraft, by: Employee, now: datetime) -> CoachProfile:
    """HR creates or corrects someone's profile; a new one is proposed until it is approved.

    Weekly hours stay as they are. Raises AccessDenied, and DomainError for themes that can't stand alone or have
    ended.
    """
    require(access.can_manage_profiles(by))
    minutes = usual_length(on=local_date(now, person.zone))
    profile, created = CoachProfile.objects.select_for_update(of=("self",)).get_or_create(
        person=person, defaults={**draft.fields, "state_changed_at": now, "session_minutes": minutes}
    )
    _describe(profile, draft, on=local_date(now, profile.person.zone))
    record("coaching.profile.stored", actor=by, target=profile, at=now, created=created)
    return profile


@transaction.atomic
def propose_profile(*, draft: ProfileDraft, by: Employee, now: datetime) -> CoachProfile:
    """Offer oneself as a coach, for the first time or anew after a refusal or a farewell, and tell HR.

    Raises AccessDenied, StaleState when a proposal waits or stands already, DomainError for themes that can't stand
    alone.
    """
    require(access.can_propose(by))
    profile = CoachProfile.objects.select_for_update(of=("self",)).filter(person=by).first()
    if profile is None:
        profile = _first_proposal(draft, by, now)
    else:
        profile.move_to(State.PROPOSED, now=now, reason="")
    _describe(profile, draft, on=local_date(now, profile.person.zone))
    for officer in Employee.objects.active().holding(Role.HR_ADMIN).exclude(pk=by.pk):
        _tell("profile_proposed", profile, officer, now)
    record("coaching.profile.proposed", actor=by, target=profile, at=now)
    return profile


@transaction.atomic
def change_profile(*, profile: CoachProfile, draft: ProfileDraft, by: Employee, now: datetime, seen: str = "") -> None:
    """The coach's own words, themes and capacity; running engagements stand.

    `seen` is the offer_version() of the page; empty: whatever is stored is replaced. Raises AccessDenied, DomainError,
    StaleState unless the profile is the one seen.
    """
    require(access.can_keep_profile(by, profile))
    stored = CoachProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    before = stored_offer(stored)
    if before == offer_version(draft, draft.themes, draft.languages, draft.competencies):
        return
    refuse_unseen(seen, before, NewerProfile)
    _describe(profile, draft, on=local_date(now, profile.person.zone))
    record("coaching.profile.changed", actor=by, target=profile, at=now)


@transaction.atomic
def change_profile_state(*, profile: CoachProfile, state: str, by: Employee, now: datetime) -> None:
    """Approve, pause or resume; running engagements go on. HR may do all, the coach the last two.

    An approval and what HR does to a running profile is told to the coach. Raises AccessDenied, StaleState, and
    DomainError when HR would approve themselves.
    """
    is_approval = profile.state == State.PROPOSED
    require(access.can_manage_profiles(by) if is_approval else access.can_keep_profile(by, profile))
    if is_approval:
        _leave_to_another(profile, by)
    if state not in (State.ACTIVE, State.PAUSED):
        raise StaleState
    profile.move_to(state, now=now)
    if by.pk != profile.person_id:
        event = "profile_approved" if is_approval else "profile_changed"
        _tell(event, profile, profile.person, now)
    record("coaching.profile.state_changed", actor=by, target=profile, at=now, state=str(state))


@transaction.atomic
def decline_profile(*, profile: CoachProfile, reason: str, by: Employee, now: datetime) -> None:
    """HR says no to a proposal with a reason that the employee reads.

    Raises AccessDenied, StaleState, and DomainError for one's own proposal.
    """
    require(access.can_manage_profiles(by))
    _leave_to_another(profile, by)
    profile.move_to(State.DECLINED, now=now, reason=reason)
    _tell("profile_declined", profile, profile.person, now)
    record("coaching.profile.declined", actor=by, target=profile, at=now)


@transaction.atomic
def leave_coaching(*, profile: CoachProfile, by: Employee, now: datetime) -> None:
    """Stop being a coach, or take a proposal back. Requests end and are told; running coaching goes on.

    HR is told when coachees remain, so that it can propose other coaches. Raises AccessDenied, StaleState, AlreadyDone.
    """
    require(access.can_leave(by, profile))
    if CoachProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk).state == State.LEFT:
        raise AlreadyDone
    profile.move_to(State.LEFT, now=now)
    forget_calendar(person=by, by=by, now=now)
    mine = CoachingEngagement.objects.internal().filter(coach=by).select_related("coachee", "coach")
    for engagement in mine.requested().order_by("pk"):
        end_early(engagement, reason=str(_("I no longer take part as a coach.")), by=by, now=now)
        notify_of("engagement_cancelled", engagement, engagement.coachee, now=now)
    if mine.active().exists():
        for officer in Employee.objects.active().holding(Role.HR_ADMIN).exclude(pk=by.pk):
            _tell("coach_left", profile, officer, now)
    record("coaching.profile.left", actor=by, target=profile, at=now)


def _leave_to_another(profile: CoachProfile, by: Employee) -> None:
    if by.pk == profile.person_id:
        raise DomainError(_("Someone else of HR decides on your own proposal."))


def _first_proposal(draft: ProfileDraft, by: Employee, now: datetime) -> CoachProfile:
    minutes = usual_length(on=local_date(now, by.zone))
    profile = CoachProfile(person=by, state_changed_at=now, session_minutes=minutes, **draft.fields)
    try:
        with transaction.atomic():
            profile.save(force_insert=True)
    except IntegrityError as error:
        raise StaleState from error
    return profile


def _describe(profile: CoachProfile, draft: ProfileDraft, *, on: date) -> None:
    """Replace what the profile says."""
    _refuse_themes(profile, set(draft.themes), on)
    for name, value in draft.fields.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(draft.fields))
    CoachTheme.objects.filter(profile=profile).delete()
    CoachTheme.objects.bulk_create(CoachTheme(profile=profile, theme_id=theme) for theme in dict.fromkeys(draft.themes))
    CoachLanguage.objects.filter(profile=profile).delete()
    spoken = dict.fromkeys(draft.languages)
    CoachLanguage.objects.bulk_create(CoachLanguage(profile=profile, language=language) for language in spoken)
    CoachCompetency.objects.filter(profile=profile).delete()
    chosen = dict.fromkeys(draft.competencies)
    CoachCompetency.objects.bulk_create(CoachCompetency(profile=profile, competency_id=pk) for pk in chosen)


def _refuse_themes(profile: CoachProfile, chosen: set[str], on: date) -> None:
    """What has ended can't be chosen anew. Wellbeing needs a theme beside it that lasts: whoever coaches on stress and
    balance alone would tell by that what about.
    """
    if WELLBEING in chosen:
        hold_lists()
    mine = set(profile.themes.values_list("theme", flat=True))
    themes = CoachingTheme.objects.in_bulk(chosen)
    if any(code not in themes or not (code in mine or themes[code].is_in_force(on)) for code in chosen):
        raise DomainError(_("One of these themes is no longer on offer. Please choose among those that are."))
    lasting = [theme for theme in themes.values() if theme.valid_from <= on and theme.valid_until is None]
    if WELLBEING in chosen and all(theme.is_private for theme in lasting):
        raise DomainError(_("Please choose another theme too: else everyone would know what your coachees talk about."))


def _tell(event: str, profile: CoachProfile, recipient: Employee, now: datetime) -> None:
    key = f"coaching.{event}:{profile.pk}:{now.isoformat()}:{recipient.pk}"
    notify(kind=f"coaching.{event}", recipient=recipient, target_id=profile.pk, key=key, now=now)
