"""What a page is about, if its reader may see it at all: nearly every page of coaching begins here."""

from datetime import date

from django.db.models import BigIntegerField, QuerySet

from bkn_portal.core.prepared import attach, prepared
from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, CoachingGoal, CoachingSession

LARGEST = BigIntegerField.MAX_BIGINT
"""What an address may name and a column hold."""


def seen_engagement(reader: Employee, pk: int, *, on: date) -> list[CoachingEngagement]:
    """The one, with its people, goals and referral, whether its coach leads, and whether the coach left and nobody is
    proposed yet, in two queries; none for a stranger of that day.
    """
    found = _engagement(reader, pk, on) if pk <= LARGEST else []
    attach(found, "goals", _goals(pk) if found else [])
    return found


def seen_session(reader: Employee, pk: int) -> list[CoachingSession]:
    """The one, with its record, group, people and goals in two queries; none for anyone but the two."""
    found = _session(reader, pk) if pk <= LARGEST else []
    engagements = [session.engagement for session in found]
    attach(engagements, "goals", _goals(engagements[0].pk) if found else [])
    return found


@prepared
def _engagement(reader: Employee, pk: int, on: date) -> QuerySet[CoachingEngagement]:
    found = CoachingEngagement.objects.visible_to(reader, on=on).filter(pk=pk).with_people().with_leading(on)
    found = found.with_left_alone().select_related("referral__taken_as__coach")
    return found.prefetch_related(None)


@prepared
def _session(reader: Employee, pk: int) -> QuerySet[CoachingSession]:
    found = CoachingSession.objects.visible_to(reader).filter(pk=pk).with_people().with_collisions()
    return found.select_related("record").prefetch_related(None)


@prepared
def _goals(engagement: int) -> QuerySet[CoachingGoal]:
    return CoachingGoal.objects.filter(engagement=engagement).described()
