"""A reminder is a row before it is a mail; what people chose about them; and the day's count of mails."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.addresses import address
from bkn_portal.core.constraints import one_of
from bkn_portal.core.two_languages import in_readers_language
from bkn_portal.employees.models import Employee

from . import registry

MAX_TRIES = 3
MAILS_A_DAY = 3
# Longer than any task may run (CELERY_TASK_TIME_LIMIT), so that only a killed worker's claim is ever this old.
CLAIM_TIMEOUT = timedelta(minutes=10)


class ReminderState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being sent")
    HELD = "held", _("In the next digest")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("No longer wanted")
    DEAD = "dead", _("Given up")


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def deliverable(self, now: datetime) -> "ReminderQuerySet":
        """What the worker should take now, the longest waiting first."""
        return self.filter(state=ReminderState.WAITING, next_try_at__lte=now).order_by("next_try_at", "id")

    def abandoned(self, now: datetime) -> "ReminderQuerySet":
        """Claimed by a worker that was killed."""
        return self.filter(state=ReminderState.CLAIMED, claimed_at__lte=now - CLAIM_TIMEOUT)

    def pending(self) -> "ReminderQuerySet":
        """Not sent yet, or in the inbox and waiting for the next digest."""
        return self.filter(state__in=(ReminderState.WAITING, ReminderState.HELD))

    def held_for(self, employee_id: int, now: datetime) -> "ReminderQuerySet":
        """What the person's next digest brings, oldest first."""
        held = self.filter(state=ReminderState.HELD, recipient=employee_id, expires_at__gt=now)
        return held.order_by("due_at", "id")

    def visible_to(self, employee: Employee) -> "ReminderQuerySet":
        """The person's own inbox; nobody reads another's."""
        return self.filter(recipient=employee, delivered_at__isnull=False)

    def for_office(self) -> "ReminderQuerySet":
        """What the administration lists: all but the private kinds."""
        return self.exclude(kind__in=registry.private_codes())

    def unread(self) -> "ReminderQuerySet":
        return self.filter(delivered_at__isnull=False, read_at__isnull=True)


class Reminder(models.Model):
    """One notice to one person.

    `key` is deterministic: the same fact never gives two rows, a moved appointment gives a new one. Titles and
    `path` are filled when it is delivered: a title of names and times at most, and where the form is. `tries`
    counts claims, so that a notice which kills its worker also ends after three.
    """

    State = ReminderState

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=80)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders", verbose_name=_("recipient")
    )
    target_id = models.BigIntegerField(_("about number"))
    due_at = models.DateTimeField(_("due"))
    expires_at = models.DateTimeField(_("useless after"))
    state = models.CharField(_("state"), max_length=10, choices=ReminderState.choices, default=ReminderState.WAITING)
    next_try_at = models.DateTimeField(_("next try"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last fault"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    path = models.CharField(_("page"), max_length=200, blank=True)
    delivered_at = models.DateTimeField(_("in the inbox since"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-due_at", "-id"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="notifications_waiting"),
            models.Index(fields=["claimed_at"], condition=Q(state="claimed"), name="notifications_claimed"),
            models.Index(fields=["recipient", "-delivered_at"], name="notifications_inbox"),
            models.Index(
                fields=["recipient"],
                condition=Q(delivered_at__isnull=False, read_at__isnull=True),
                name="notifications_unread",
            ),
        ]
        constraints = [
            one_of("state", ReminderState, name="notifications_reminder_state", message=_("Choose a state.")),
            models.CheckConstraint(
                condition=Q(state="claimed", claimed_at__isnull=False)
                | (~Q(state="claimed") & Q(claimed_at__isnull=True)),
                name="notifications_reminder_claimed",
                violation_error_message=_("A reminder that is being sent has a time of claim, any other has none."),
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(delivered_at__isnull=False),
                name="notifications_reminder_read",
                violation_error_message=_("Only what is in the inbox can be read."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} #{self.pk}"

    def get_absolute_url(self) -> str:
        return address("notifications:open", self.pk)

    @property
    def heading(self) -> str:
        """The title in the reader's language."""
        return in_readers_language(self.title, self.title_en)

    @property
    def app_label(self) -> str:
        """The app it comes from, which is the CSS class of its pillar where it has one."""
        return self.kind.partition(".")[0]

    @property
    def label(self) -> str:
        """The kind's name in the reader's language; the code of a kind that is no longer part of the portal."""
        kind = registry.get(self.kind)
        return str(kind.label) if kind else self.kind


class Preference(models.Model):
    """What a person changed about one kind; no row means mail and inbox. Mandatory kinds ignore it."""

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("employee")
    )
    kind = models.CharField(_("kind"), max_length=80)
    mail = models.BooleanField(_("by mail"), default=True)
    inbox = models.BooleanField(_("in the inbox"), default=True)

    class Meta:
        verbose_name = _("notification choice")
        verbose_name_plural = _("notification choices")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "kind"],
                name="notifications_preference_once",
                violation_error_message=_("There is already a choice for this kind."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.employee_id}"


class Rhythm(models.TextChoices):
    """How mails that can wait come."""

    AT_ONCE = "at_once", _("One by one, as they are due")
    DAILY = "daily", _("Collected, each working day at 07.30")
    WEEKLY = "weekly", _("Collected, on Mondays at 07.30")


class MailRhythm(models.Model):
    """A person's choice of rhythm; no row means one by one."""

    employee = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("employee")
    )
    rhythm = models.CharField(_("mails that can wait"), max_length=10, choices=Rhythm.choices, default=Rhythm.AT_ONCE)

    class Meta:
        verbose_name = _("mail rhythm")
        verbose_name_plural = _("mail rhythms")
        constraints = [
            one_of("rhythm", Rhythm, name="notifications_mailrhythm_rhythm", message=_("Choose one of the rhythms."))
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} #{self.employee_id}"


class MailDay(models.Model):
    """How many of the three mails of a local day a person got; the database refuses a fourth whatever workers do.

    What can't wait is counted while there is room, and goes out beyond it all the same.
    """

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("employee")
    )
    day = models.DateField(_("day"))
    mails = models.PositiveSmallIntegerField(_("mails"), default=0)

    class Meta:
        verbose_name = _("mails of a day")
        verbose_name_plural = _("mails of a day")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "day"],
                name="notifications_mailday_once",
                violation_error_message=_("This day is already counted."),
            ),
            models.CheckConstraint(
                condition=Q(mails__lte=MAILS_A_DAY),
                name="notifications_mailday_limit",
                violation_error_message=_("Nobody gets more than three mails a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} #{self.employee_id}: {self.mails}"
