"""Who coaches, on what, and when in the week."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.constraints import one_of, start_before_end
from bkn_portal.core.models import StatefulModel
from bkn_portal.employees.models import Employee

from .engagement import CoachingEngagement, EngagementKind
from .lengths import LONGEST, SHORTEST, USUAL_MINUTES
from .themes import CoachingTheme


class CoachState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    DECLINED = "declined", _("Declined")
    LEFT = "left", _("No longer a coach")


class LeadTime(models.IntegerChoices):
    """Hours between a booking and its session at the least."""

    HOUR = 1, _("1 hour")
    HALF_DAY = 4, _("4 hours")
    DAY = 24, _("1 day")
    TWO_DAYS = 48, _("2 days")
    THREE_DAYS = 72, _("3 days")


class Pause(models.IntegerChoices):
    """Minutes a coach keeps free around each appointment."""

    NONE = 0, _("none")
    QUARTER = 15, _("15 minutes")
    HALF_HOUR = 30, _("30 minutes")
    HOUR = 60, _("60 minutes")


def lives_in(zone: str) -> Q:
    """Coaches whose own choice, else whose unit's, the zone is."""
    own = Q(person__time_zone_override=zone)
    return own | Q(person__time_zone_override="", person__unit__time_zone=zone)


class CoachProfileQuerySet(models.QuerySet["CoachProfile"]):
    def active(self) -> "CoachProfileQuerySet":
        """Approved coaches who are not pausing and still work here."""
        return self.filter(state=CoachState.ACTIVE, person__is_active=True)

    def listed(self) -> "CoachProfileQuerySet":
        """What the directory shows: active coaches and those who pause."""
        return self.filter(state__in=(CoachState.ACTIVE, CoachState.PAUSED), person__is_active=True)

    def kept(self) -> "CoachProfileQuerySet":
        """Of coaches and of those who wait to be one: the person may change it."""
        return self.filter(state__in=(CoachState.PROPOSED, CoachState.ACTIVE, CoachState.PAUSED))

    def proposed(self) -> "CoachProfileQuerySet":
        """Proposals that wait for HR, oldest first."""
        return self.filter(state=CoachState.PROPOSED, person__is_active=True).order_by("state_changed_at", "pk")

    def with_places(self) -> "CoachProfileQuerySet":
        """Adds `free_places`: capacity minus open engagements as internal coach; a request holds a place."""
        held = (
            CoachingEngagement.objects.open()
            .filter(coach=models.OuterRef("person"), kind=EngagementKind.INTERNAL)
            .order_by()
            .values("coach")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        number = models.functions.Coalesce(models.Subquery(held), 0, output_field=models.IntegerField())
        return self.annotate(free_places=models.functions.Greatest(F("capacity") - number, 0))

    def with_watch(self, employee: Employee) -> "CoachProfileQuerySet":
        """Adds `is_watched`: the employee will be told about a place."""
        from .watch import CoachWatch  # watches point to profiles

        watches = CoachWatch.objects.visible_to(employee).filter(profile=models.OuterRef("pk"))
        return self.annotate(is_watched=models.Exists(watches))

    def for_theme(self, theme: str) -> "CoachProfileQuerySet":
        return self.filter(themes__theme=theme)

    def for_competency(self, competency: int) -> "CoachProfileQuerySet":
        return self.filter(competencies__competency=competency)

    def speaking(self, language: str) -> "CoachProfileQuerySet":
        return self.filter(languages__language=language)

    def named(self, text: str) -> "CoachProfileQuerySet":
        """By name, unit, or words of what the coach says about themselves."""
        found = Q(person__name__icontains=text) | Q(person__unit__name__icontains=text) | Q(about__icontains=text)
        return self.filter(found)

    def in_zone(self, zone: str) -> "CoachProfileQuerySet":
        return self.filter(lives_in(zone))


class CoachProfile(StatefulModel):
    """An internal coach. `capacity` is the number of coachees at a time; hours are in the person's own zone.

    `reason` is why HR declined the proposal; `session_minutes` holds for engagements that begin from now on; it was
    on the list when it was chosen.
    """

    State = CoachState
    free_places: int  # of the query set's with_places()
    is_watched = False  # of the query set's with_watch()
    MOVES = {
        CoachState.PROPOSED: (CoachState.ACTIVE, CoachState.DECLINED, CoachState.LEFT),
        CoachState.ACTIVE: (CoachState.PAUSED, CoachState.LEFT),
        CoachState.PAUSED: (CoachState.ACTIVE, CoachState.LEFT),
        CoachState.DECLINED: (CoachState.PROPOSED,),
        CoachState.LEFT: (CoachState.PROPOSED,),
    }

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coach_profile", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=10, choices=CoachState.choices, default=CoachState.PROPOSED)
    about = models.TextField(_("about the coach"), max_length=1000, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("capacity"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    place = models.CharField(_("usual place or link"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    session_minutes = models.PositiveSmallIntegerField(
        _("length of a session"),
        default=USUAL_MINUTES,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("minimum notice"), choices=LeadTime.choices, default=LeadTime.HOUR
    )
    break_minutes = models.PositiveSmallIntegerField(
        _("break between sessions"), choices=Pause.choices, default=Pause.NONE
    )

    objects = CoachProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("coach profile")
        verbose_name_plural = _("coach profiles")
        ordering = ["person__name", "id"]
        constraints = [
            one_of("state", CoachState, name="coaching_profile_state", message=_("Choose a state.")),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=20),
                name="coaching_profile_capacity",
                violation_error_message=_("A coach takes 1 to 20 coachees at a time."),
            ),
            models.CheckConstraint(
                condition=Q(session_minutes__gte=SHORTEST, session_minutes__lte=LONGEST),
                name="coaching_profile_length",
                violation_error_message=_("A session takes 15 minutes to 4 hours."),
            ),
            models.CheckConstraint(
                condition=Q(notice_hours__in=LeadTime.values, break_minutes__in=Pause.values),
                name="coaching_profile_notice",
                violation_error_message=_("Choose one of the offered times."),
            ),
        ]

    def __str__(self) -> str:
        return self.person.display_name

    @property
    def is_active(self) -> bool:
        """Whether new coachees may ask."""
        return self.state == CoachState.ACTIVE

    @property
    def is_paused(self) -> bool:
        return self.state == CoachState.PAUSED


class CoachTheme(models.Model):
    """A theme that a coach offers."""

    profile = models.ForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(
        CoachingTheme, on_delete=models.PROTECT, related_name="+", db_column="theme", verbose_name=_("theme")
    )

    class Meta:
        verbose_name = _("theme of a coach")
        verbose_name_plural = _("themes of coaches")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "theme"],
                name="coaching_coachtheme_once",
                violation_error_message=_("The coach already offers this theme."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.theme)


class WeeklyHours(models.Model):
    """Hours of each week in which coachees may book, in the coach's zone. Weekday 0 is Monday."""

    profile = models.ForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(
        _("day"),
        choices=[
            (0, _("Monday")),
            (1, _("Tuesday")),
            (2, _("Wednesday")),
            (3, _("Thursday")),
            (4, _("Friday")),
            (5, _("Saturday")),
            (6, _("Sunday")),
        ],
    )
    start = models.TimeField(_("from"))
    end = models.TimeField(_("until"))

    class Meta:
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")
        ordering = ["weekday", "start"]
        constraints = [
            start_before_end(
                "start", "end", name="coaching_weeklyhours_order", message=_("The hours must end after they start.")
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="coaching_weeklyhours_weekday",
                violation_error_message=_("Choose a day of the week."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.start:%H.%M}–{self.end:%H.%M}"

    @property
    def window(self) -> WeeklyWindow:
        return WeeklyWindow(self.weekday, self.start, self.end)
