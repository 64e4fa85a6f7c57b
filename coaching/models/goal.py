"""What the coaching is for: one to three goals at a time."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency, LevelText
from bkn_portal.core.constraints import level_1_to_5
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.core.two_languages import in_readers_language
from bkn_portal.employees.models import Employee

from .engagement import CoachingEngagement

SCORES = [(-2, "−2"), (-1, "−1"), (0, "0"), (1, "+1"), (2, "+2")]
IN_WORDS = {
    -2: _("much less than agreed"),
    -1: _("less than agreed"),
    0: _("as agreed"),
    1: _("more than agreed"),
    2: _("much more than agreed"),
    None: _("not discussed"),
}
MOST_GOALS = 3


class CoachingGoalQuerySet(models.QuerySet["CoachingGoal"]):
    def visible_to(self, employee: Employee) -> "CoachingGoalQuerySet":
        """The two people of the engagement and nobody else."""
        return self.filter(Q(engagement__coachee=employee) | Q(engagement__coach=employee))

    def standing(self) -> "CoachingGoalQuerySet":
        """Pursued, or pursued to the end; not withdrawn on the way."""
        return self.filter(closed_at=None)

    def described(self) -> "CoachingGoalQuerySet":
        """With the competency, and `level_text`: what its target level means."""
        texts = LevelText.objects.filter(competency=OuterRef("competency"), level=OuterRef("target_level"))
        words = {"level_words": Subquery(texts.values("text")), "level_words_en": Subquery(texts.values("text_en"))}
        return self.select_related("competency").annotate(**words)

    def with_people(self) -> "CoachingGoalQuerySet":
        """The competency, and the engagement with its goals and people, in two queries."""
        people = self.select_related("competency", "engagement__coachee__unit", "engagement__coach__unit")
        return people.prefetch_related("engagement__goals")


class CoachingGoal(models.Model):
    """Scored by goal attainment scaling: 0 is what was agreed, −2 to +2; `start_score` is where the coachee began.

    `position` is 1 to 3 among the goals that stand. One that was withdrawn after a record spoke of it, or that names
    its coaching, stays with the reason: `closed_at`. Once a record speaks of it, words that are corrected leave the
    old ones as a GoalWording.
    """

    level_words = level_words_en = ""  # of the query set's described()

    engagement = models.ForeignKey(CoachingEngagement, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    statement = EncryptedTextField(_("goal"), max_length=200)
    sign_of_success = EncryptedTextField(_("sign of success"), max_length=500)
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("competency")
    )
    target_level = models.PositiveSmallIntegerField(_("target level"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    start_score = models.SmallIntegerField(_("score at the start"), choices=SCORES, default=-1)
    closed_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    closing_reason = EncryptedTextField(_("reason"), max_length=500, blank=True)

    objects = CoachingGoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching goal")
        verbose_name_plural = _("coaching goals")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_GOALS),
                name="coaching_goal_position",
                violation_error_message=_("A coaching has one to three goals."),
            ),
            models.UniqueConstraint(
                fields=["engagement", "position"],
                condition=Q(closed_at=None),
                name="coaching_goal_place",
                violation_error_message=_("A coaching has one to three goals."),
            ),
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

    @property
    def level_text(self) -> str:
        """In the reader's language; empty where nothing described the goal, or it aims at no level."""
        return in_readers_language(self.level_words or "", self.level_words_en or "")

    @property
    def is_pursued(self) -> bool:
        """Whether it may be changed or withdrawn: neither it nor its coaching has ended."""
        return self.closed_at is None and self.engagement.is_running

    @property
    def is_recorded(self) -> bool:
        """Whether a record speaks of it, or did, a draft too, be it to say that it was not discussed."""
        return self.scores.exists() or self.wordings.exists()

    @property
    def is_kept(self) -> bool:
        """Whether it stays to be read when it is withdrawn: a record speaks of it, or it names the coaching."""
        return self.engagement.goal == self or self.is_recorded
