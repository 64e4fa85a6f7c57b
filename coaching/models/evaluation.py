"""How the two found a coaching, so stored that no answer leads back to who gave it (docs/adr/0013)."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_of
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.employees.models import Employee

from .engagement import CoachingEngagement
from .sides import Side


def _about(name: str) -> models.CheckConstraint:
    """What coachees say is about their coach; what coaches say is about coaching, and about nobody."""
    return models.CheckConstraint(
        condition=Q(side=Side.COACHEE, coach__isnull=False) | Q(side=Side.COACH, coach__isnull=True),
        name=name,
        violation_error_message=_("Coachees evaluate their coach; coaches evaluate the coaching."),
    )


class EvaluationMark(models.Model):
    """One side has given its evaluation, and whether its answer still waits. No key to the answer, no time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(CoachingEngagement, on_delete=models.CASCADE, related_name="evaluation_marks")
    side = models.CharField(_("by"), max_length=10, choices=Side.choices)
    is_waiting = models.BooleanField(_("waits for others"), default=True)

    class Meta:
        verbose_name = _("mark of an evaluation")
        verbose_name_plural = _("marks of evaluations")
        constraints = [
            one_of("side", Side, name="coaching_evaluationmark_side", message=_("Choose who wrote it.")),
            models.UniqueConstraint(
                fields=["engagement", "side"],
                name="coaching_evaluationmark_once",
                violation_error_message=_("You have already evaluated this coaching."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_side_display()


class EvaluationPool(models.Model):
    """Answers that wait until five people have given one: one sealed list of constant length, shuffled each time."""

    side = models.CharField(_("by"), max_length=10, choices=Side.choices)
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coach"),
    )
    sealed = EncryptedTextField(_("waiting answers"), blank=True)

    class Meta:
        verbose_name = _("waiting evaluations")
        verbose_name_plural = _("waiting evaluations")
        constraints = [
            _about("coaching_evaluationpool_about"),
            models.UniqueConstraint(
                fields=["coach"],
                condition=Q(side=Side.COACHEE),
                name="coaching_evaluationpool_coach",
                violation_error_message=_("Answers about this coach already wait in one place."),
            ),
            models.UniqueConstraint(
                fields=["side"],
                condition=Q(side=Side.COACH),
                name="coaching_evaluationpool_all",
                violation_error_message=_("Answers of coaches already wait in one place."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_side_display()


class EvaluationAnswerQuerySet(models.QuerySet["EvaluationAnswer"]):
    def about(self, coach: Employee) -> "EvaluationAnswerQuerySet":
        """What coachees said of one coach."""
        return self.filter(side=Side.COACHEE, coach=coach)


class EvaluationAnswer(models.Model):
    """One answer of a batch of at least five people, written together in shuffled order; it names nobody but the coach.

    `first` to `third` are 1 (not at all) to 5 (fully), for the questions of queries.evaluation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.CharField(_("by"), max_length=10, choices=Side.choices)
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coach"),
    )
    first = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    second = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    third = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    words = EncryptedTextField(_("in your own words"), max_length=500, blank=True)

    objects = EvaluationAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of an evaluation")
        verbose_name_plural = _("answers of evaluations")
        constraints = [
            _about("coaching_evaluationanswer_about"),
            models.CheckConstraint(
                condition=Q(first__range=(1, 5), second__range=(1, 5), third__range=(1, 5)),
                name="coaching_evaluationanswer_scale",
                violation_error_message=_("An answer is 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_side_display()
