"""What a session brought: the coach's side, then the coachee's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.crypto import EncryptedTextField

from .goal import SCORES
from .session import CoachingSession


class SessionRecord(models.Model):
    """GROW, feedback and goal score by the coach; a draft, seen by the coach alone, until `given_at`.

    Then the coachee's reflection; `agreed_at` is the coachee's word that the record tells what happened.
    """

    session = models.OneToOneField(CoachingSession, on_delete=models.CASCADE, related_name="record")
    goal = EncryptedTextField(_("goal of the session"), max_length=2000, blank=True)
    reality = EncryptedTextField(_("how things are now"), max_length=2000, blank=True)
    options = EncryptedTextField(_("options"), max_length=2000, blank=True)
    will = EncryptedTextField(_("the chosen step"), max_length=2000, blank=True)
    feedback = EncryptedTextField(_("feedback to the coachee"), max_length=2000, blank=True)
    goal_score = models.SmallIntegerField(_("goal score"), choices=SCORES, null=True, blank=True)
    given_at = models.DateTimeField(_("feedback given at"), null=True, blank=True)
    reflection = EncryptedTextField(_("reflection"), max_length=2000, blank=True)
    objection = EncryptedTextField(_("what should be corrected"), max_length=500, blank=True)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("session record")
        verbose_name_plural = _("session records")
        constraints = [
            models.CheckConstraint(
                condition=Q(goal_score__isnull=True) | Q(goal_score__gte=-2, goal_score__lte=2),
                name="coaching_record_score",
                violation_error_message=_("A score is −2 to +2."),
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(goal_score__isnull=False),
                name="coaching_record_given_score",
                violation_error_message=_("Feedback needs a score of the goal."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(given_at__isnull=False),
                name="coaching_record_agreed_after",
                violation_error_message=_("There is no feedback yet to agree to."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.session)

    @property
    def is_given(self) -> bool:
        return self.given_at is not None
