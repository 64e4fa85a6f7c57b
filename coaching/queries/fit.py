"""Why a coach fits somebody, in words, and when the first talk could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkn_portal.competencies.queries import below_standard, standard_of
from bkn_portal.core.periods import local_date, zone_label
from bkn_portal.core.prepared import prepared
from bkn_portal.employees.models import Employee

from ..models import CoachCompetency, CoachingEngagement, CoachProfile, Language
from ..models.profile import lives_in
from .availability import coach_times
from .directory import SUGGESTED, Wishes, open_to
from .offers import Offer, offers
from .slots import clock_in


@dataclass(frozen=True)
class FirstSlot:
    """The next free time; `there` is the coach's clock, “10.00 WITA”, when it shows another hour."""

    start: datetime
    there: str


@dataclass(frozen=True)
class CoachCard:
    """One coach in the directory. `reasons` are short phrases; `asked` is the open coaching that the reader has with
    them already.
    """

    profile: CoachProfile
    offer: Offer
    reasons: list[str]
    first_slot: FirstSlot | None
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
    """The cards of profiles with `free_places` and the person's unit, in two queries."""
    wishes, on = wishes or Wishes(), local_date(now, employee.zone)
    offered = offers(profiles, employee, on=on, competency=wishes.competency)
    times = coach_times([profile.person for profile in profiles], now=now, others=[employee]) if profiles else {}
    cards = []
    for profile in profiles:
        is_open = profile.is_active and profile.free_places > 0
        length = timedelta(minutes=profile.session_minutes)
        slot = next(times[profile.person_id].slots(length, now=now), None) if is_open else None
        first = _first(slot.start, profile.person, employee) if slot else None
        reasons = _reasons(profile, offered[profile.pk], employee, wishes)
        cards.append(CoachCard(profile, offered[profile.pk], reasons, first, asked.get(profile.person_id)))
    return cards


def fitting(employee: Employee, *, now: datetime) -> list[CoachCard]:
    """For beranda: coaches with a free place, who help with most of the employee's gaps first, then the same zone."""
    found = _fitting(employee, *standard_of(employee), local_date(now, employee.zone), employee.zone)
    return coach_cards(found, employee, now=now)


@prepared
def _fitting(employee: Employee, position: int, category: str, on: date, zone: str) -> QuerySet[CoachProfile]:
    gaps = below_standard(employee, position, category, on).values("pk")
    helps = CoachCompetency.objects.filter(profile=OuterRef("pk"), competency__in=gaps).order_by().values("profile")
    helped: Any = Subquery(helps.annotate(number=Count("pk")).values("number"))
    far = Case(When(lives_in(zone), then=0), default=1, output_field=IntegerField())
    found = open_to(employee).filter(free_places__gt=0).select_related("person__unit").defer("about")
    return found.order_by(Coalesce(helped, 0).desc(), far, "-free_places", "person__name", "pk")[:SUGGESTED]


def _first(start: datetime, coach: Employee, reader: Employee) -> FirstSlot:
    there = f"{clock_in(start, coach.zone)} {zone_label(coach.zone)}" if coach.zone != reader.zone else ""
    return FirstSlot(start.astimezone(UTC), there)


def _reasons(profile: CoachProfile, offer: Offer, reader: Employee, wishes: Wishes) -> list[str]:
    """What was asked for and is met, then gaps, zone and places: “satu zona waktu”, “2 tempat”."""
    found = []
    if theme := offer.themes.get(wishes.theme):
        found.append(_("theme %(theme)s") % {"theme": theme})
    if wishes.language:
        found.append(_("speaks %(language)s") % {"language": Language(wishes.language).label})
    if offer.gaps:
        found.append(_("helps with your gap in %(competency)s") % {"competency": get_text_list(offer.gaps, _("and"))})
    found.extend(_("helps with %(competency)s") % {"competency": name} for name in offer.wished)
    found.append(_("same time zone") if profile.person.zone == reader.zone else profile.person.zone_label)
    places = profile.free_places
    if places and profile.is_active:
        found.append(ngettext("%(count)d place", "%(count)d places", places) % {"count": places})
    return found
