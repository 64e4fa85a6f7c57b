"""What can be chosen from the list of themes, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext as _

from bkn_portal.competencies.models import Competency
from bkn_portal.core.prepared import prepared
from bkn_portal.core.two_languages import in_readers_language

from ..models import WELLBEING, CoachingTheme, CoachTheme, ThemeGroup
from .directory import Candidate

Grouped = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class ProfileChoices:
    """What a profile may say: themes by group, competencies by number."""

    themes: Grouped
    competencies: list[tuple[int, str]]


def themes_to_ask(candidate: Candidate, *, on: date) -> list[CoachingTheme]:
    """What the person can be asked about: of a coach what they offer, of one who names nothing and of a supervisor
    everything, wellbeing never of a supervisor. One query.

    None at all where only wellbeing is left: who asked would tell by that what about.
    """
    found = CoachingTheme.objects.on(on)
    if candidate.is_supervisor:
        return list(found.exclude(pk=WELLBEING))
    offered = CoachTheme.objects.filter(profile=candidate.profile)
    is_offered: Any = Exists(offered.filter(theme=OuterRef("pk")))
    themes = list(found.filter(is_offered | ~Exists(offered)))
    return [] if all(theme.is_private for theme in themes) else themes


def by_group(themes: Iterable[CoachingTheme]) -> Grouped:
    """Themes in their order, as the choices of a form."""
    return _grouped((theme.group, theme.pk, theme.label) for theme in themes)


def profile_choices(profile: int, *, on: date) -> ProfileChoices:
    """Themes on offer that day and competencies in use. One query.

    A theme that has ended stays among the choices of the profile of that number, if it has it: the coach takes it out.
    """
    themes, known = [], []
    for group, number, code, name, english, has_ended in sorted(_profile_choices(profile, on)):
        label = in_readers_language(name, english)
        if group:
            shown = _("%(name)s (no longer on offer)") % {"name": label} if has_ended else label
            themes.append((group, code, shown))
        else:
            known.append((number, label))
    return ProfileChoices(_grouped(themes), sorted(known, key=itemgetter(1)))


def _grouped(themes: Iterable[tuple[str, str, str]]) -> Grouped:
    """Of group, code and name of each."""
    groups = groupby(themes, key=itemgetter(0))
    return [(str(ThemeGroup(group).label), [(code, name) for _group, code, name in rows]) for group, rows in groups]


@prepared
def _profile_choices(profile: int, on: date) -> QuerySet[Any, Any]:
    """Group, place or number, code, name, name in English, whether it has ended; a competency has no group."""
    mine = CoachTheme.objects.filter(profile__pk=profile, theme=OuterRef("pk"))
    ended = Case(When(valid_until__lt=on, then=True), default=False, output_field=BooleanField())
    themes = CoachingTheme.objects.on(on) | CoachingTheme.objects.filter(Exists(mine))
    names = ("name", "name_en")
    competencies = Competency.objects.active().order_by()
    return (
        themes.order_by()
        .values_list("group", "position", "code", *names, ended)
        .union(competencies.values_list(Value(""), "pk", Value(""), *names, Value(False)), all=True)
    )
