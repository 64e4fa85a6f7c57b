"""What coaches offer: each of them to one reader, and all together as the filters of the directory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from bkn_portal.competencies.models import Competency
from bkn_portal.competencies.queries import below_standard, standard_of
from bkn_portal.core.prepared import prepared
from bkn_portal.core.two_languages import in_readers_language
from bkn_portal.employees.models import Employee, OrgUnit

from ..models import CoachCompetency, CoachingTheme, CoachLanguage, CoachProfile, CoachTheme, Language, ThemeGroup

NO_NUMBER = Cast(Value(None), IntegerField())
NO_WORDS = Value("")
GAP, WISH = "gap", "wish"


@dataclass(frozen=True)
class Offer:
    """Of one coach, in words; `themes` are those on offer, by code, `gaps` those of the coach's competencies that the
    reader has below the standard.
    """

    themes: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    competencies: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    wished: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Facets:
    """Values and words of the filters: every theme on offer, of the others what finds somebody."""

    themes: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    competencies: list[tuple[int, str]]
    units: list[tuple[int, str]]


def offers(
    profiles: Sequence[CoachProfile], reader: Employee, *, on: date, competency: int | None = None
) -> defaultdict[int, Offer]:
    """By the profile's number, in one query. `wished` is the competency that was asked for, where it is no gap."""
    found: defaultdict[int, Offer] = defaultdict(Offer)
    numbers = [profile.pk for profile in profiles]
    rows = _offers(numbers, reader, *standard_of(reader), on, competency or 0) if numbers else []
    for profile, _number, code, name, english, kind in sorted(rows, key=itemgetter(3, 1)):
        offer, words = found[profile], in_readers_language(name, english)
        if kind == "theme":
            offer.themes[code] = words
        elif kind == "language":
            offer.languages.append(str(Language(code).label))
        else:
            offer.competencies.append(words)
            if code:
                (offer.gaps if code == GAP else offer.wished).append(words)
    return found


@prepared
def _offers(
    profiles: list[int], reader: Employee, position: int, category: str, on: date, wished: int
) -> QuerySet[Any, Any]:
    gaps = below_standard(reader, position, category, on).values("pk")
    meets = Case(
        When(competency__in=gaps, then=Value(GAP)),
        When(competency=wished, then=Value(WISH)),
        default=NO_WORDS,
        output_field=CharField(),
    )
    themes = CoachTheme.objects.filter(theme__in=CoachingTheme.objects.on(on).values("pk"))
    languages = CoachLanguage.objects.all()
    lines = [
        found.filter(profile__pk__in=profiles).order_by().values_list("profile", "pk", *columns, Value(kind))
        for found, columns, kind in (
            (themes, (F("theme"), F("theme__name"), F("theme__name_en")), "theme"),
            (languages, (F("language"), NO_WORDS, NO_WORDS), "language"),
            (CoachCompetency.objects.all(), (meets, F("competency__name"), F("competency__name_en")), "competency"),
        )
    ]
    return lines[0].union(*lines[1:], all=True)


def facets(*, on: date) -> Facets:
    """One query."""
    rows = sorted(_facets(on), key=itemgetter(3))
    spoken = {code for kind, code, *_rest in rows if kind == "language"}
    return Facets(
        themes=[
            (code, in_readers_language(name, english))
            for _group, code, _place, name, english in sorted(
                (row for row in rows if row[0] in ThemeGroup.values), key=itemgetter(0, 2, 1)
            )
        ],
        languages=[(value, str(label)) for value, label in Language.choices if value in spoken],
        competencies=sorted(
            (
                (number, in_readers_language(name, english))
                for kind, _code, number, name, english in rows
                if kind == "competency"
            ),
            key=itemgetter(1),
        ),
        units=[(number, short or name) for kind, _code, number, name, short in rows if kind == "unit"],
    )


@prepared
def _facets(on: date) -> QuerySet[Any, Any]:
    """What kind of value, which for a theme is its group; code, number or place, and two words."""
    themes = CoachingTheme.objects.on(on).order_by()
    listed = CoachProfile.objects.listed()
    languages = CoachLanguage.objects.filter(profile__in=listed).order_by()
    helped = CoachCompetency.objects.filter(profile__in=listed).values("competency")
    competencies = Competency.objects.active().filter(pk__in=helped).order_by()
    units = OrgUnit.objects.filter(members__coach_profile__in=listed).order_by()
    return languages.values_list(Value("language"), "language", NO_NUMBER, NO_WORDS, NO_WORDS).union(
        competencies.values_list(Value("competency"), NO_WORDS, "pk", "name", "name_en"),
        units.values_list(Value("unit"), NO_WORDS, "pk", "name", "short_name"),
        themes.values_list("group", "code", "position", "name", "name_en"),
    )
