"""Who does what until when."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_of
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.employees.models import Employee

from .engagement import EngagementState
from .session import CoachingSession
from .sides import Side


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, employee: Employee) -> "FollowUpQuerySet":
        """The coach sees all; the coachee those of feedback that was given."""
        return self.filter(
            Q(session__engagement__coach=employee)
            | Q(session__engagement__coachee=employee, session__record__given_at__isnull=False)
        )

    def agreed(self) -> "FollowUpQuerySet":
        """Of feedback that was given: drafts bind nobody."""
        return self.filter(session__record__given_at__isnull=False)

    def to_do(self) -> "FollowUpQuerySet":
        """Agreed, not done, and the engagement goes on; by due date."""
        return (
            self.agreed()
            .filter(done_at__isnull=True, session__engagement__state=EngagementState.ACTIVE)
            .order_by("due", "id")
        )

    def for_person(self, employee: Employee) -> "FollowUpQuerySet":
        """Those that the employee has to do."""
        return self.filter(
            Q(side=Side.COACHEE, session__engagement__coachee=employee)
            | Q(side=Side.COACH, session__engagement__coach=employee)
        )


class FollowUp(models.Model):
    """A step agreed in a session. `due` is a date in the doer's zone; the doer or the coach ticks it off."""

    session = models.ForeignKey(CoachingSession, on_delete=models.CASCADE, related_name="follow_ups")
    what = EncryptedTextField(_("step"), max_length=200)
    side = models.CharField(_("by"), max_length=10, choices=Side.choices, default=Side.COACHEE)
    due = models.DateField(_("due"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due", "id"]
        constraints = [one_of("side", Side, name="coaching_followup_side", message=_("Choose who does it."))]

    def __str__(self) -> str:
        return self.what

    @property
    def person(self) -> Employee:
        engagement = self.session.engagement
        return engagement.coachee if self.side == Side.COACHEE else engagement.coach

    def days_late(self, today: date) -> int:
        """Whole days past the due date; 0 when done, not due yet, or the coaching is over: nobody is blamed then."""
        is_open = self.done_at is None and self.session.engagement.is_open
        return max((today - self.due).days, 0) if is_open else 0
