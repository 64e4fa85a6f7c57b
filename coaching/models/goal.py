"""What the coaching is for, and how near it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency
from bkn_portal.core.constraints import level_1_to_5
from bkn_portal.core.crypto import EncryptedTextField

from .engagement import CoachingEngagement

SCORES = [(-2, "−2"), (-1, "−1"), (0, "0"), (1, "+1"), (2, "+2")]


class CoachingGoal(models.Model):
    """Scored by goal attainment scaling: 0 is what was agreed, −2 to +2; `start_score` is where the coachee began."""

    engagement = models.OneToOneField(CoachingEngagement, on_delete=models.CASCADE, related_name="goal")
    statement = EncryptedTextField(_("goal"), max_length=200)
    sign_of_success = EncryptedTextField(_("sign of success"), max_length=500)
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competency")
    )
    target_level = models.PositiveSmallIntegerField(_("target level"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    start_score = models.SmallIntegerField(_("score at the start"), choices=SCORES, default=-1)

    class Meta:
        verbose_name = _("coaching goal")
        verbose_name_plural = _("coaching goals")
        constraints = [
            level_1_to_5("target_level", name="coaching_goal_level", message=_("A level is 1 to 5.")),
            models.CheckConstraint(
                condition=Q(target_level__isnull=True) | Q(competency__isnull=False),
                name="coaching_goal_level_of",
                violation_error_message=_("A target level needs a competency."),
            ),
            models.CheckConstraint(
                condition=Q(start_score__gte=-2, start_score__lte=2),
                name="coaching_goal_start_score",
                violation_error_message=_("A score is −2 to +2."),
            ),
        ]

    def __str__(self) -> str:
        return self.statement
