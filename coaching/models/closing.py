"""How a coaching ended: what became of each goal, and a word of thanks from either side. All words are encrypted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_of
from bkn_portal.core.crypto import EncryptedTextField

from .engagement import CoachingEngagement
from .goal import IN_WORDS, SCORES, CoachingGoal
from .sides import Side


class GoalResult(models.Model):
    """The last score of a goal (−2 to +2), what changed and what shows it, written by `side` at the closing."""

    goal = models.OneToOneField(CoachingGoal, on_delete=models.CASCADE, related_name="result", verbose_name=_("goal"))
    score = models.SmallIntegerField(_("goal score"), choices=SCORES)
    evidence = EncryptedTextField(_("evidence"), max_length=1000)
    shown_by = EncryptedTextField(_("what shows it"), max_length=300, blank=True)
    side = models.CharField(_("by"), max_length=10, choices=Side.choices)

    class Meta:
        verbose_name = _("result of a goal")
        verbose_name_plural = _("results of goals")
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=-2, score__lte=2),
                name="coaching_result_score",
                violation_error_message=_("A score is −2 to +2."),
            ),
            one_of("side", Side, name="coaching_result_side", message=_("Choose who wrote it.")),
        ]

    def __str__(self) -> str:
        return str(self.goal)

    @property
    def words(self) -> object:
        return IN_WORDS[self.score]


class ThankYou(models.Model):
    """A word of one side to the other, read by the two alone."""

    engagement = models.ForeignKey(CoachingEngagement, on_delete=models.CASCADE, related_name="thanks")
    side = models.CharField(_("by"), max_length=10, choices=Side.choices)
    text = EncryptedTextField(_("thank-you"), max_length=500)

    class Meta:
        verbose_name = _("thank-you")
        verbose_name_plural = _("thank-yous")
        ordering = ["side"]
        constraints = [
            one_of("side", Side, name="coaching_thanks_side", message=_("Choose who wrote it.")),
            models.UniqueConstraint(
                fields=["engagement", "side"],
                name="coaching_thanks_once",
                violation_error_message=_("You have already written a thank-you."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.engagement)
