"""Why a coach fits somebody, in words, and when the first talk could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkn_portal.competencies.queries import gaps
from bkn_portal.core.periods import local_date, zone_label
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingTheme, CoachProfile, CoachWatch, Language
from .availability import coach_times, promised
from .directory import Candidate, Wishes, candidates
from .slots import clock_in

POOL = 200
"""Coaches with a free place that beranda looks at; more only lengthen the reading."""


@dataclass(frozen=True)
class FirstSlot:
    """The next free time; `there` is the coach's clock, “10.00 WITA”, when it shows another hour."""

    start: datetime
    there: str


@dataclass(frozen=True)
class CoachCard:
    """One coach in the directory. `reasons` are short phrases; `is_watched`: the reader will be told.

    `asked` is the open coaching that the reader has with them already.
    """

    profile: CoachProfile
    reasons: list[str]
    first_slot: FirstSlot | None
    is_watched: bool = False
    asked: CoachingEngagement | None = None

    @property
    def person(self) -> Employee:
        return self.profile.person

    @property
    def can_be_asked(self) -> bool:
        return self.profile.is_active and self.profile.free_places > 0


def coach_cards(
    profiles: Sequence[CoachProfile],
    employee: Employee,
    *,
    now: datetime,
    wishes: Wishes | None = None,
    asked: Mapping[int, CoachingEngagement] = MappingProxyType({}),
) -> list[CoachCard]:
    """The directory's page in a constant number of queries; profiles carry what queries.directory prepares."""
    people = [profile.person for profile in profiles]
    times, mine = coach_times(people, now=now), promised([employee], now=now)
    watched = set(
        CoachWatch.objects.visible_to(employee).filter(profile__in=profiles).values_list("profile", flat=True)
    )
    lacking = _lacking(employee, now)
    cards = []
    for profile in profiles:
        slots = times[profile.person_id].slots(timedelta(minutes=profile.session_minutes), now=now, others=mine)
        is_open = profile.is_active and profile.free_places > 0
        first = _first(slots[0].start, profile.person, employee) if slots and is_open else None
        reasons = _reasons(profile, employee, wishes or Wishes(), lacking)
        cards.append(CoachCard(profile, reasons, first, profile.pk in watched, asked.get(profile.person_id)))
    return cards


def fitting(employee: Employee, *, now: datetime, limit: int = 3) -> list[CoachCard]:
    """For beranda: coaches with a free place, who help with most of the employee's gaps first, then the same zone."""
    pool = list(candidates(employee).filter(free_places__gt=0)[:POOL])
    lacking = _lacking(employee, now)

    def rank(profile: CoachProfile) -> tuple[int, bool, int]:
        helped = sum(row.competency_id in lacking for row in profile.competencies.all())
        return -helped, profile.person.zone != employee.zone, -profile.free_places

    return coach_cards(sorted(pool, key=rank)[:limit], employee, now=now)


def is_watched(candidate: Candidate, employee: Employee) -> bool:
    """Whether the employee asked to be told about a place of the candidate."""
    return (
        bool(candidate.profile) and CoachWatch.objects.visible_to(employee).filter(profile=candidate.profile).exists()
    )


def _lacking(employee: Employee, now: datetime) -> set[int]:
    """Numbers of the competencies in which the employee is below the standard."""
    found = gaps(employee, on=local_date(now, employee.zone))
    return {gap.competency.pk for gap in found if gap.needs_development}


def _first(start: datetime, coach: Employee, reader: Employee) -> FirstSlot:
    there = f"{clock_in(start, coach.zone)} {zone_label(coach.zone)}" if coach.zone != reader.zone else ""
    return FirstSlot(start.astimezone(UTC), there)


def _reasons(profile: CoachProfile, reader: Employee, wishes: Wishes, lacking: set[int]) -> list[str]:
    """What was asked for and is met, then gaps, zone and places: “satu zona waktu”, “2 tempat”."""
    found = []
    if wishes.theme:
        found.append(_("theme %(theme)s") % {"theme": CoachingTheme(wishes.theme).label})
    if wishes.language:
        found.append(_("speaks %(language)s") % {"language": Language(wishes.language).label})
    for row in profile.competencies.all():
        if row.competency_id in lacking:
            found.append(_("helps with your gap in %(competency)s") % {"competency": row.competency.label})
        elif row.competency_id == wishes.competency:
            found.append(_("helps with %(competency)s") % {"competency": row.competency.label})
    found.append(_("same time zone") if profile.person.zone == reader.zone else profile.person.zone_label)
    places = profile.free_places
    if places and profile.is_active:
        found.append(ngettext("%(count)d place", "%(count)d places", places) % {"count": places})
    return found
