"""The scores that a session's record gives its goals."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError

from ..models import CoachingSession, GoalScore
from ..queries import goals_to_score


def refuse_unscored(session: CoachingSession, scores: Mapping[int, int | None]) -> None:
    """Every goal of the session is scored or said not to have been discussed, and one at least is scored.

    A goal nobody talked about is not rated, as is usual with the scale: a guess would stand in the drawing like a
    score. Raises DomainError.
    """
    goals = {goal.pk for goal in goals_to_score(session)}
    if not goals <= scores.keys() or all(scores[goal] is None for goal in goals):
        raise DomainError(_("Feedback needs a score for each goal; at least one was discussed."))


def store_scores(session: CoachingSession, scores: Mapping[int, int | None]) -> None:
    """Make the session's scores equal to `scores`, as far as its goals go."""
    wanted = [
        GoalScore(session=session, goal=goal, score=scores[goal.pk])
        for goal in goals_to_score(session)
        if goal.pk in scores
    ]
    session.scores.all().delete()
    GoalScore.objects.bulk_create(wanted)
