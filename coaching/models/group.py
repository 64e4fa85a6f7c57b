"""One talk of a coach with several coachees of the same theme."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.addresses import address
from bkn_portal.core.constraints import one_of, start_before_end
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.core.models import StatefulModel
from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

from .session import CoachingSession, SessionMode, is_link
from .themes import WELLBEING, CoachingTheme

FEWEST, MOST = 2, 8
"""Coachees at the booking; who can't come later leaves fewer."""


class GroupState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")


class GroupSessionQuerySet(models.QuerySet["GroupSession"]):
    def visible_to(self, employee: Employee) -> "GroupSessionQuerySet":
        """The coach and whoever takes part, not who said that they can't come."""
        here = CoachingSession.objects.exclude(state=CoachingSession.State.CANCELLED)
        taking_part = here.filter(engagement__coachee=employee).exclude(group=None).values("group")
        return self.filter(models.Q(coach=employee) | models.Q(pk__in=taking_part))


class GroupSession(StatefulModel):
    """When, where and what about. Each coachee has a CoachingSession of their own in it: agenda, record, agreement, JP.

    `sequence` counts changes of time, for the coach's calendar. Nothing here tells what was said.
    """

    State = GroupState
    MOVES = {GroupState.SCHEDULED: (GroupState.CANCELLED,)}

    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="group_sessions", verbose_name=_("coach")
    )
    theme = models.ForeignKey(
        CoachingTheme, on_delete=models.PROTECT, related_name="+", db_column="theme", verbose_name=_("theme")
    )
    topic = EncryptedTextField(_("topic"), max_length=200)
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    mode = models.CharField(_("mode"), max_length=10, choices=SessionMode.choices, default=SessionMode.IN_PERSON)
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=GroupState.choices, default=GroupState.SCHEDULED)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = GroupSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("group session")
        verbose_name_plural = _("group sessions")
        ordering = ["-start", "-id"]
        constraints = [
            one_of("state", GroupState, name="coaching_group_state", message=_("Choose a state.")),
            one_of("mode", SessionMode, name="coaching_group_mode", message=_("Choose how you meet.")),
            start_before_end("start", "end", name="coaching_group_dates", message=_("A session ends after it starts.")),
            models.CheckConstraint(
                condition=~models.Q(theme=WELLBEING),
                name="coaching_group_theme",
                violation_error_message=_("Coaching on stress and balance is between two people, never in a group."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Group session"))

    def get_absolute_url(self) -> str:
        return address("coaching:group_detail", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def link(self) -> str:
        """The place when it is a web address, else empty."""
        return self.place if is_link(self.place) else ""

    @property
    def is_cancelled(self) -> bool:
        return self.state == GroupState.CANCELLED

    @property
    def awaits_link(self) -> bool:
        """Whether all meet online and nobody has said where yet."""
        return self.state == GroupState.SCHEDULED and self.mode == SessionMode.ONLINE and not self.place

    def may_change(self, now: datetime) -> bool:
        """Whether it can still be moved or called off."""
        return self.state == GroupState.SCHEDULED and not self.has_begun(now)

    def has_begun(self, now: datetime) -> bool:
        return self.start <= now
