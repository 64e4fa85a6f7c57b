"""The numbers of sessions follow the clock, in whatever order they were booked."""

from django.db.models import F

from ..models import CoachingSession

UNNUMBERED = 9999
"""What a session is made with, before `renumber`; 0 is the number of introductions."""
ASIDE = 1000


def renumber(session: CoachingSession) -> None:
    """Count the standing sessions of its engagement by their start, after this one came, moved or fell away.

    Part of the caller's transaction, which holds the engagement.
    """
    standing = CoachingSession.objects.filter(engagement=session.engagement_id).standing().order_by("start", "pk")
    wrong = {other.pk: place for place, other in enumerate(standing, 1) if other.number != place}
    standing.filter(pk__in=wrong).update(number=F("number") + ASIDE)  # no two may share a number in between
    for pk, number in wrong.items():
        CoachingSession.objects.filter(pk=pk).update(number=number)
    session.number = wrong.get(session.pk, session.number)
