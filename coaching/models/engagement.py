"""One coachee, one coach, one theme, for a handful of sessions."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.addresses import address
from bkn_portal.core.constraints import different, one_of
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.core.models import StatefulModel
from bkn_portal.employees.models import Employee, Supervision

from .lengths import LONGEST, SHORTEST, USUAL_MINUTES
from .sides import Side
from .themes import WELLBEING, CoachingTheme

if TYPE_CHECKING:
    from .goal import CoachingGoal


class EngagementKind(models.TextChoices):
    """Who coaches: it decides what the supervisor may see (product.md)."""

    SUPERVISOR = "supervisor", _("Direct supervisor")
    INTERNAL = "internal", _("Internal coach")


class EngagementState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    ACTIVE = "active", _("Under way")
    COMPLETED = "completed", _("Completed")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


OPEN_STATES = (EngagementState.REQUESTED, EngagementState.ACTIVE)
RECORD_STATES = (EngagementState.ACTIVE, EngagementState.CANCELLED)
"""In which a session that took place is written about: ending a coaching early takes no JP away."""


class CoachingEngagementQuerySet(models.QuerySet["CoachingEngagement"]):
    def of(self, employee: Employee) -> "CoachingEngagementQuerySet":
        """Those the employee takes part in, as coachee or coach."""
        return self.filter(Q(coachee=employee) | Q(coach=employee))

    def visible_to(self, employee: Employee, *, on: date | None = None) -> "CoachingEngagementQuerySet":
        """The two people; and the coachee's supervisor of that day (default today), who sees that it exists, if the
        coachee shares it.
        """
        led = Employee.objects.supervised_by(employee, on=on or timezone.localdate()).values("pk")
        return self.filter(
            Q(coachee=employee) | Q(coach=employee) | Q(is_shared=True, coachee__in=led) & ~Q(theme=WELLBEING)
        )

    def open(self) -> "CoachingEngagementQuerySet":
        """Requested or under way: they hold a place of the coach."""
        return self.filter(state__in=OPEN_STATES)

    def active(self) -> "CoachingEngagementQuerySet":
        return self.filter(state=EngagementState.ACTIVE)

    def requested(self) -> "CoachingEngagementQuerySet":
        return self.filter(state=EngagementState.REQUESTED)

    def internal(self) -> "CoachingEngagementQuerySet":
        """With an internal coach, not the direct supervisor."""
        return self.filter(kind=EngagementKind.INTERNAL)

    def with_leading(self, on: date) -> "CoachingEngagementQuerySet":
        """Adds `coach_leads`: open, with an internal coach who is the coachee's direct supervisor on that date."""
        leads = Supervision.objects.on(on).filter(employee=OuterRef("coachee"), supervisor=OuterRef("coach"))
        internal = Q(kind=EngagementKind.INTERNAL, state__in=OPEN_STATES)
        return self.annotate(coach_leads=Exists(leads) & internal)

    def led_by_coach(self, on: date) -> "CoachingEngagementQuerySet":
        return self.with_leading(on).filter(coach_leads=True)

    def left_alone(self) -> "CoachingEngagementQuerySet":
        """With an internal coach who said goodbye, or ended by the coach's end of work; nobody else proposed yet.

        What was ended by one of the two carries a reason.
        """
        left = Q(state__in=OPEN_STATES, coach__coach_profile__state="left")
        gone = Q(state=EngagementState.CANCELLED, coach__is_active=False, reason="")
        return self.internal().filter(left | gone, referral=None, coachee__is_active=True)

    def awaiting_answer(self, now: datetime) -> "CoachingEngagementQuerySet":
        """Requests whose coach may still answer."""
        return self.filter(state=EngagementState.REQUESTED, answer_by__gt=now)

    def overdue_for_answer(self, now: datetime) -> "CoachingEngagementQuerySet":
        return self.filter(state=EngagementState.REQUESTED, answer_by__lte=now)

    def with_left_alone(self) -> "CoachingEngagementQuerySet":
        """Adds `is_left_alone`: one of left_alone()."""
        alone = CoachingEngagement.objects.left_alone().filter(pk=OuterRef("pk"))
        return self.annotate(is_left_alone=Exists(alone))

    def with_people(self) -> "CoachingEngagementQuerySet":
        """Theme and both people, their units and positions in the same query; the goals in a second one."""
        from .goal import CoachingGoal  # goals point to engagements

        goals = CoachingGoal.objects.described()
        told = ("theme", "coachee__unit", "coachee__position", "coach__unit", "coach__position")
        return self.select_related(*told).prefetch_related(models.Prefetch("goals", goals))


class CoachingEngagement(StatefulModel):
    """`answer_by` is the end of the coach's 5 working days; `reason` is why it was declined or cancelled."""

    State = EngagementState
    coach_leads = False  # of the query set's with_leading()
    is_left_alone = False  # of the query set's with_left_alone()
    MOVES = {
        EngagementState.REQUESTED: (
            EngagementState.ACTIVE,
            EngagementState.DECLINED,
            EngagementState.CANCELLED,
            EngagementState.EXPIRED,
        ),
        EngagementState.ACTIVE: (EngagementState.COMPLETED, EngagementState.CANCELLED),
    }

    coachee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coaching_received", verbose_name=_("coachee")
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coaching_given", verbose_name=_("coach")
    )
    kind = models.CharField(_("kind of coaching"), max_length=10, choices=EngagementKind.choices)
    theme = models.ForeignKey(
        CoachingTheme, on_delete=models.PROTECT, related_name="+", db_column="theme", verbose_name=_("theme")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=EngagementState.choices, default=EngagementState.REQUESTED
    )
    requested_at = models.DateTimeField(_("requested at"))
    answer_by = models.DateTimeField(_("answer by"))
    reason = EncryptedTextField(_("reason"), max_length=500, blank=True)
    is_shared = models.BooleanField(_("shared with the supervisor"), default=False)
    planned_sessions = models.PositiveSmallIntegerField(
        _("planned sessions"), default=4, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    session_minutes = models.PositiveSmallIntegerField(
        _("minutes of a session"),
        default=USUAL_MINUTES,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
    )

    objects = CoachingEngagementQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching engagement")
        verbose_name_plural = _("coaching engagements")
        ordering = ["-requested_at", "-id"]
        indexes = [models.Index(fields=["state", "answer_by"], name="coaching_engagement_due")]
        constraints = [
            one_of("kind", EngagementKind, name="coaching_engagement_kind", message=_("Choose a kind.")),
            one_of("state", EngagementState, name="coaching_engagement_state", message=_("Choose a state.")),
            different("coachee", "coach", name="coaching_engagement_self", message=_("Nobody coaches themselves.")),
            models.UniqueConstraint(
                fields=["coachee", "coach"],
                condition=Q(state__in=OPEN_STATES),
                name="coaching_engagement_one_open",
                violation_error_message=_("You already have an open coaching with this coach."),
            ),
            models.CheckConstraint(
                condition=~Q(theme=WELLBEING) | Q(is_shared=False, kind=EngagementKind.INTERNAL),
                name="coaching_engagement_private",
                violation_error_message=_("Coaching on stress and balance stays between you and an internal coach."),
            ),
            models.CheckConstraint(
                condition=Q(planned_sessions__gte=1, planned_sessions__lte=20),
                name="coaching_engagement_sessions",
                violation_error_message=_("A coaching has 1 to 20 sessions."),
            ),
            models.CheckConstraint(
                condition=Q(session_minutes__gte=SHORTEST, session_minutes__lte=LONGEST),
                name="coaching_engagement_minutes",
                violation_error_message=_("A session takes 15 minutes to 4 hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coachee} – {self.coach}"

    def get_absolute_url(self) -> str:
        return address("coaching:engagement_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_private(self) -> bool:
        """Known to the two people and to nobody else."""
        return self.theme_id == WELLBEING

    @property
    def is_running(self) -> bool:
        """Accepted and not ended: goals and sessions change."""
        return self.state == EngagementState.ACTIVE

    @property
    def goal(self) -> "CoachingGoal":
        """The one that names it: the first there was, whatever became of it, so that both know the coaching again.

        Reads `goals`, prefetched.
        """
        return min(self.goals.all(), key=lambda goal: goal.pk)

    def progress(self, held: int) -> str:
        """“2 of 4 sessions”; when more were held than planned, how many and how many were planned."""
        told = _("%(held)s of %(planned)s sessions")
        if held > self.planned_sessions:
            told = _("%(held)s sessions, %(planned)s were planned")
        return str(told % {"held": held, "planned": self.planned_sessions})

    def has(self, employee: Employee) -> bool:
        """Whether the employee is one of the two."""
        return employee.pk in (self.coachee_id, self.coach_id)

    def side_of(self, employee: Employee) -> Side:
        """On which side of the table one of the two sits."""
        return Side.COACHEE if employee.pk == self.coachee_id else Side.COACH

    def other_than(self, employee: Employee) -> Employee:
        """The one at the other side of the table."""
        return self.coach if employee.pk == self.coachee_id else self.coachee
