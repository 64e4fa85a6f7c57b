"""How near a goal is after one session."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .goal import IN_WORDS, SCORES, CoachingGoal
from .session import CoachingSession


class GoalScore(models.Model):
    """What the coach gives a goal in the record of a session; None: the goal was not discussed that day."""

    session = models.ForeignKey(CoachingSession, on_delete=models.CASCADE, related_name="scores")
    goal = models.ForeignKey(CoachingGoal, on_delete=models.CASCADE, related_name="scores", verbose_name=_("goal"))
    score = models.SmallIntegerField(_("goal score"), choices=SCORES, null=True, blank=True)

    class Meta:
        verbose_name = _("score of a goal")
        verbose_name_plural = _("scores of goals")
        ordering = ["goal__position", "goal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=-2, score__lte=2),
                name="coaching_score_range",
                violation_error_message=_("A score is −2 to +2."),
            ),
            models.UniqueConstraint(
                fields=["session", "goal"],
                name="coaching_score_once",
                violation_error_message=_("This goal already has a score for this session."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_score_display()}"

    @property
    def words(self) -> object:
        return IN_WORDS[self.score]
