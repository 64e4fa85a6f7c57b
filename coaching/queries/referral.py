"""Who else could be asked."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from bkn_portal.employees.models import Employee
from bkn_portal.employees.queries import supervisor_of

from ..models import WELLBEING, CoachingEngagement, CoachingTheme, CoachProfile, CoachReferral, CoachTheme

State = CoachingEngagement.State
CAME_TO_NOTHING = (State.DECLINED, State.EXPIRED)
MOST = 30


def fitting_coaches(engagement: CoachingEngagement, *, on: date) -> list[CoachProfile]:
    """Active coaches with a place who offer the theme: the coachee's zone first, then by free places and name.

    None once the theme has ended. Never the two themselves; for stress and balance never the coachee's supervisor, nor
    who has nothing else on offer: being asked would tell what about. At most MOST; a constant number of queries.
    """
    themes = CoachingTheme.objects.on(on)
    offering = CoachProfile.objects.active().filter(themes__theme__in=themes.filter(pk=engagement.theme_id))
    if engagement.is_private:
        others = CoachTheme.objects.filter(profile=OuterRef("pk"), theme__in=themes.exclude(pk=WELLBEING))
        offering = offering.filter(Exists(others))
    found = offering.with_places().filter(free_places__gt=0)
    left_out = {engagement.coachee_id, engagement.coach_id}
    leader = supervisor_of(engagement.coachee, on=on) if engagement.is_private else None
    if leader:
        left_out.add(leader.pk)
    profiles = found.exclude(person__in=left_out).select_related("person__unit", "person__position")
    zone = engagement.coachee.zone
    return sorted(
        profiles, key=lambda profile: (profile.person.zone != zone, -profile.free_places, profile.person.name)
    )[:MOST]


def may_go_on(engagement: CoachingEngagement, referral: CoachReferral | None) -> bool:
    """Whether another coach can be asked with its text: it came to nothing, or HR proposed one; not asked yet."""
    if referral is None:
        return engagement.state in CAME_TO_NOTHING
    return referral.taken_as_id is None and engagement.state in (*CAME_TO_NOTHING, State.CANCELLED)


def left_unasked(coachee: Employee, *, since: datetime) -> Q:
    """The coachee's requests that came to nothing after `since`, and what HR proposed another coach for after it, with
    no other request on the theme afterwards.
    """
    mine = CoachingEngagement.objects.filter(coachee=coachee, theme=OuterRef("theme"))
    ended = Q(state__in=CAME_TO_NOTHING, state_changed_at__gt=since)
    ended &= Q(~Exists(mine.filter(requested_at__gt=OuterRef("requested_at"))))
    proposed = Q(state=State.CANCELLED, referral__proposed_at__gt=since)
    proposed &= Q(~Exists(mine.filter(requested_at__gt=OuterRef("referral__proposed_at"))))
    return Q(coachee=coachee, referral__taken_as=None) & (ended | proposed)


def proposal_of(engagement: CoachingEngagement) -> CoachReferral | None:
    """HR's, after the coach left; reads `referral`, which the query brings along."""
    referral = getattr(engagement, "referral", None)
    return referral if referral and referral.proposed_at else None


def next_coach(engagement: CoachingEngagement, reader: Employee, *, on: date) -> CoachProfile | None:
    """Whom the coachee is offered after a refusal or silence: whom the coach named, else the best fit.

    None for anyone else, once somebody was asked, and when nobody fits. Coaches who hold an open coaching with the
    coachee, refused this theme, or let it expire, are not offered again.
    """
    if reader.pk != engagement.coachee_id:
        return None
    referral = getattr(engagement, "referral", None)
    if not may_go_on(engagement, referral):
        return None
    mine = CoachingEngagement.objects.filter(coachee=reader)
    asked = set(mine.open().values_list("coach", flat=True))
    asked |= set(mine.filter(theme=engagement.theme_id, state__in=CAME_TO_NOTHING).values_list("coach", flat=True))
    open_to = [profile for profile in fitting_coaches(engagement, on=on) if profile.person_id not in asked]
    named = [profile for profile in open_to if referral and profile.person_id == referral.coach_id]
    return next(iter(named or open_to), None)
