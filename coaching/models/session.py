"""One talk of an engagement."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.models import BusyTime
from bkn_portal.core.addresses import address
from bkn_portal.core.constraints import one_of, start_before_end
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.core.models import StatefulModel
from bkn_portal.core.periods import Period
from bkn_portal.employees.models import Employee

from .engagement import RECORD_STATES, CoachingEngagement

BOOKING_KIND = "coaching.session"
PLAIN_NAME = _("Coaching session")
"""Without a number: in the ledger, for it is neutral and HR reads that, and when a session has none."""
GROUP_KIND = "coaching.group"
HOLD_KIND = "coaching.hold"
"""Time kept while one of the two makes up their mind; its number is the engagement's."""


INTRODUCTION_MINUTES = 30


class SessionKind(models.TextChoices):
    """An introduction earns nothing: no number, no record, no feedback, no JP. It comes before the first session."""

    SESSION = "session", _("Session")
    INTRODUCTION = "introduction", _("Introductory talk")


class SessionMode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")


class SessionState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    HELD = "held", _("Held")
    FEEDBACK_GIVEN = "feedback_given", _("Feedback given")
    AGREED = "agreed", _("Agreed")
    CANCELLED = "cancelled", _("Cancelled")
    NO_SHOW = "no_show", _("Did not take place")


def is_link(place: str) -> bool:
    """Whether a place is a web address: one meets there online."""
    return bool(re.fullmatch(r"https?://[^\s\x00-\x1f]+", place, re.IGNORECASE))


def minutes_of(engagement: CoachingEngagement, kind: str) -> int:
    """How long a talk of the kind takes."""
    return INTRODUCTION_MINUTES if kind == SessionKind.INTRODUCTION else engagement.session_minutes


VOID_STATES = (SessionState.CANCELLED, SessionState.NO_SHOW)
TOLD_STATES = (SessionState.FEEDBACK_GIVEN, SessionState.AGREED)
"""In which the coachee may read the record."""


class CoachingSessionQuerySet(models.QuerySet["CoachingSession"]):
    def visible_to(self, employee: Employee) -> "CoachingSessionQuerySet":
        """The two people of the engagement and nobody else."""
        return self.filter(Q(engagement__coachee=employee) | Q(engagement__coach=employee))

    def counted(self) -> "CoachingSessionQuerySet":
        """Without introductions: what gets a number, a record and JP."""
        return self.filter(kind=SessionKind.SESSION)

    def introductions(self) -> "CoachingSessionQuerySet":
        """Those that were not called off and not missed."""
        return self.filter(kind=SessionKind.INTRODUCTION).exclude(state__in=VOID_STATES)

    def standing(self) -> "CoachingSessionQuerySet":
        """Not cancelled and not missed: they have a number."""
        return self.counted().exclude(state__in=VOID_STATES)

    def regular(self) -> "CoachingSessionQuerySet":
        """Booked by the two for the two, and held or still planned: the way they usually meet."""
        return self.standing().filter(group=None, is_unplanned=False)

    def unfinished(self) -> "CoachingSessionQuerySet":
        """Neither agreed nor void: somebody has something to do. An introduction is finished when it was held."""
        waiting = Q(state__in=(SessionState.HELD, SessionState.FEEDBACK_GIVEN), kind=SessionKind.SESSION)
        return self.filter(Q(state=SessionState.SCHEDULED) | waiting)

    def upcoming(self, now: datetime) -> "CoachingSessionQuerySet":
        """Scheduled and not over yet, nearest first."""
        return self.filter(state=SessionState.SCHEDULED, end__gt=now).order_by("start")

    def awaiting_feedback(self, now: datetime) -> "CoachingSessionQuerySet":
        """Over and without the coach's feedback, also of an engagement that ended early."""
        return self.counted().filter(
            state__in=(SessionState.SCHEDULED, SessionState.HELD),
            end__lte=now,
            engagement__state__in=RECORD_STATES,
        )

    def starting(self, now: datetime, *, within: timedelta) -> "CoachingSessionQuerySet":
        """Scheduled and starting within that time."""
        return self.filter(state=SessionState.SCHEDULED, start__gt=now, start__lte=now + within)

    def awaiting_reflection(self) -> "CoachingSessionQuerySet":
        return self.filter(state=SessionState.FEEDBACK_GIVEN, engagement__state__in=RECORD_STATES)

    def with_collisions(self) -> "CoachingSessionQuerySet":
        """Adds `collides`: planned at a time that the coach's own calendar elsewhere calls taken, and the coach has not
        said that this is the session itself.
        """
        elsewhere = BusyTime.objects.filter(calendar__person=OuterRef("engagement__coach"))
        overlapping = elsewhere.filter(start__lt=OuterRef("end"), end__gt=OuterRef("start"))
        planned = Q(state=SessionState.SCHEDULED) & ~Q(copied_start=F("start"))
        return self.annotate(collides=Exists(overlapping) & planned)

    def with_people(self) -> "CoachingSessionQuerySet":
        """Engagement, theme, group, both people, their units and positions in one query; the goals in a second one."""
        return self.select_related(
            "group",
            "engagement__theme",
            "engagement__coachee__unit",
            "engagement__coachee__position",
            "engagement__coach__unit",
            "engagement__coach__position",
        ).prefetch_related("engagement__goals")


class CoachingSession(StatefulModel):
    """`number` counts the sessions that stand, by their start, and is 0 for an introduction; `sequence` counts changes
    of time (RFC 5545). A talk recorded later shifts the numbers after it, so only pages tell them, as they are now:
    mails, certificates and ledger tell the day.

    `is_unplanned`: nobody had booked it. `is_short_notice`: moved or called off later than the coach's notice; it is
    told to both and counted for nobody. `group`: others meet the coach at the same time, each in a session of their
    own; `joined_at` is when the coachee said to take part, and the others may know the name from then on.
    `copied_start`: the start for which the coach said that their own calendar calls it taken by this very session.
    """

    State = SessionState
    collides = False  # of the query set's with_collisions()
    MOVES = {
        SessionState.SCHEDULED: (SessionState.HELD, SessionState.CANCELLED, SessionState.NO_SHOW),
        SessionState.HELD: (SessionState.FEEDBACK_GIVEN,),
        SessionState.FEEDBACK_GIVEN: (SessionState.AGREED, SessionState.HELD),
    }

    engagement = models.ForeignKey(CoachingEngagement, on_delete=models.CASCADE, related_name="sessions")
    group = models.ForeignKey(
        "coaching.GroupSession", on_delete=models.PROTECT, null=True, blank=True, related_name="sessions",
        verbose_name=_("group session"),
    )  # fmt: skip
    joined_at = models.DateTimeField(_("takes part since"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind.choices, default=SessionKind.SESSION)
    number = models.PositiveSmallIntegerField(_("number"))
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    mode = models.CharField(_("mode"), max_length=10, choices=SessionMode.choices, default=SessionMode.IN_PERSON)
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=15, choices=SessionState.choices, default=SessionState.SCHEDULED)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    is_unplanned = models.BooleanField(_("recorded afterwards"), default=False)
    copied_start = models.DateTimeField(_("start in the coach's own calendar"), null=True, blank=True)
    is_short_notice = models.BooleanField(_("changed at short notice"), default=False)
    agenda = EncryptedTextField(_("agenda"), max_length=2000, blank=True)
    reason = EncryptedTextField(_("reason"), max_length=500, blank=True)

    objects = CoachingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching session")
        verbose_name_plural = _("coaching sessions")
        ordering = ["start", "id"]
        indexes = [models.Index(fields=["state", "start"], name="coaching_session_due")]
        constraints = [
            one_of("state", SessionState, name="coaching_session_state", message=_("Choose a state.")),
            one_of("mode", SessionMode, name="coaching_session_mode", message=_("Choose how you meet.")),
            start_before_end(
                "start", "end", name="coaching_session_dates", message=_("A session ends after it starts.")
            ),
            models.UniqueConstraint(
                fields=["engagement", "number"],
                condition=~Q(state__in=VOID_STATES),
                name="coaching_session_number",
                violation_error_message=_("This session already exists."),
            ),
            models.UniqueConstraint(
                fields=["group", "engagement"],
                name="coaching_session_once_a_group",
                violation_error_message=_("This coachee is in the group already."),
            ),
            models.CheckConstraint(
                condition=Q(joined_at=None) | Q(group__isnull=False),
                name="coaching_session_joined",
                violation_error_message=_("Only a group session can be joined."),
            ),
            models.CheckConstraint(
                condition=Q(kind=SessionKind.SESSION, number__gt=0)
                | Q(kind=SessionKind.INTRODUCTION, number=0, group=None, agenda="", is_unplanned=False)
                & ~Q(state__in=(SessionState.FEEDBACK_GIVEN, SessionState.AGREED)),
                name="coaching_session_introduction",
                violation_error_message=_("An introduction has no number, no agenda, no record and no group."),
            ),
        ]

    def __str__(self) -> str:
        if self.is_introduction:
            return str(_("Introductory talk"))
        if self.is_void:
            return str(PLAIN_NAME)
        return str(_("Coaching session %(number)s") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return address("coaching:session_detail", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def appointment(self) -> tuple[str, int]:
        """Kind and number of its time in the bookings and in calendars, which a group shares."""
        return (GROUP_KIND, self.group_id) if self.group_id else (BOOKING_KIND, self.pk)

    @property
    def is_introduction(self) -> bool:
        return self.kind == SessionKind.INTRODUCTION

    @property
    def is_done(self) -> bool:
        """Whether nobody has anything left to do."""
        return self.is_void or self.state == (SessionState.HELD if self.is_introduction else SessionState.AGREED)

    @property
    def minutes(self) -> int:
        """How long it takes at whatever time it is."""
        return minutes_of(self.engagement, self.kind)

    @property
    def link(self) -> str:
        """The place when it is a web address, else empty."""
        return self.place if is_link(self.place) else ""

    @property
    def awaits_link(self) -> bool:
        """Whether the two meet online and nobody has said where yet."""
        return self.state == SessionState.SCHEDULED and self.mode == SessionMode.ONLINE and not self.place

    @property
    def has_feedback(self) -> bool:
        """Whether the coach's feedback was given, so that the coachee may read the record."""
        return self.state in TOLD_STATES

    @property
    def is_void(self) -> bool:
        return self.state in VOID_STATES

    def is_ahead(self, now: datetime) -> bool:
        """Whether it will take place: it can be prepared, moved and called off."""
        return self.state == SessionState.SCHEDULED and not self.has_begun(now)

    def collides_for(self, employee: Employee, now: datetime) -> bool:
        """Whether the employee is the coach and can still move it away from what stands in their own calendar."""
        counts = settings.BUSY_CALENDARS  # a prepared query can't ask it
        return counts and self.collides and employee.pk == self.engagement.coach_id and self.is_ahead(now)

    def is_over(self, now: datetime) -> bool:
        return self.end <= now

    def has_begun(self, now: datetime) -> bool:
        return self.start <= now
