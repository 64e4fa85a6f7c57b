"""What a record, or a goal, said before it was corrected."""

import json
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import AppendOnly
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.employees.models import Employee

from .followup import FollowUp
from .goal import CoachingGoal
from .record import TalkPart, talk_parts
from .score import GoalScore
from .session import CoachingSession


class RecordVersionQuerySet(models.QuerySet["RecordVersion"]):
    def visible_to(self, employee: Employee) -> "RecordVersionQuerySet":
        """The two of the session, as the record itself."""
        return self.filter(session__in=CoachingSession.objects.visible_to(employee))


class RecordVersion(models.Model):
    """A record as it was given, with the objection that gave it back: one row a round, for both to read.

    `content` is what stood on the page, as JSON: texts, scores by goal and follow-ups, whatever becomes of those
    rows. Only a new key for the encryption changes a row (decision 0016).
    """

    session = models.ForeignKey(CoachingSession, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    content = EncryptedTextField(_("what the record said"))
    objection = EncryptedTextField(_("what should be corrected"), max_length=500)
    given_at = models.DateTimeField(_("feedback given at"))
    returned_at = models.DateTimeField(_("returned at"))

    objects = RecordVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a session record")
        verbose_name_plural = _("versions of session records")
        ordering = ["number"]
        constraints = [
            AppendOnly(
                name="coaching_version_append_only",
                but_for=("content", "objection"),
                violation_error_message=_("A version of a record stays as it was."),
            ),
            models.UniqueConstraint(
                fields=["session", "number"],
                name="coaching_version_number",
                violation_error_message=_("This version already exists."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)s") % {"number": self.number})

    @cached_property
    def told(self) -> dict[str, Any]:
        return dict(json.loads(self.content))

    @property
    def talk(self) -> list[TalkPart]:
        return talk_parts(self.told["method"], self.told)

    @property
    def scores(self) -> list[GoalScore]:
        """As they stood, whatever the goals are called now."""
        return [GoalScore(goal=CoachingGoal(statement=one["goal"]), score=one["score"]) for one in self.told["scores"]]

    @property
    def steps(self) -> list[FollowUp]:
        """The follow-ups as they stood, not those that stand in the database now."""
        return [FollowUp(**{**step, "due": date.fromisoformat(step["due"])}) for step in self.told["steps"]]


class GoalWording(models.Model):
    """A goal's words before they were corrected, for the two to read: a record had measured it by them.

    Only a new key for the encryption changes a row.
    """

    goal = models.ForeignKey(CoachingGoal, on_delete=models.CASCADE, related_name="wordings")
    statement = EncryptedTextField(_("goal"), max_length=200)
    sign_of_success = EncryptedTextField(_("sign of success"), max_length=500)
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("earlier wording of a goal")
        verbose_name_plural = _("earlier wordings of goals")
        ordering = ["id"]
        constraints = [
            AppendOnly(
                name="coaching_wording_append_only",
                but_for=("statement", "sign_of_success"),
                violation_error_message=_("An earlier wording stays as it was."),
            )
        ]

    def __str__(self) -> str:
        return self.statement
