"""Who coaches, on what, and when in the week."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.bookings.slots import WeeklyWindow
from bkn_portal.core.constraints import one_of, start_before_end
from bkn_portal.core.models import StatefulModel

from .engagement import CoachingEngagement, EngagementKind
from .themes import CoachingTheme


class CoachState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")


class CoachProfileQuerySet(models.QuerySet["CoachProfile"]):
    def active(self) -> "CoachProfileQuerySet":
        """Approved coaches who are not pausing and still work here."""
        return self.filter(state=CoachState.ACTIVE, person__is_active=True)

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

    def for_theme(self, theme: str) -> "CoachProfileQuerySet":
        return self.filter(themes__theme=theme)

    def in_zone(self, zone: str) -> "CoachProfileQuerySet":
        """Coaches who live in the zone: by their own choice, else by their unit."""
        own = Q(person__time_zone_override=zone)
        return self.filter(own | Q(person__time_zone_override="", person__unit__time_zone=zone))


class CoachProfile(StatefulModel):
    """An internal coach. `capacity` is the number of coachees at a time; hours are in the person's own zone."""

    State = CoachState
    free_places: int  # of the query set's with_places()
    MOVES = {
        CoachState.PROPOSED: (CoachState.ACTIVE,),
        CoachState.ACTIVE: (CoachState.PAUSED,),
        CoachState.PAUSED: (CoachState.ACTIVE,),
    }

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coach_profile", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=10, choices=CoachState.choices, default=CoachState.PROPOSED)
    about = models.TextField(_("about the coach"), max_length=1000, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("capacity"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    place = models.CharField(_("usual place or link"), max_length=200, blank=True)

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
        ]

    def __str__(self) -> str:
        return self.person.display_name


class CoachTheme(models.Model):
    """A theme that a coach offers."""

    profile = models.ForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(_("theme"), max_length=20, choices=CoachingTheme.choices)

    class Meta:
        verbose_name = _("theme of a coach")
        verbose_name_plural = _("themes of coaches")
        ordering = ["id"]
        constraints = [
            one_of("theme", CoachingTheme, name="coaching_coachtheme_theme", message=_("Choose a theme.")),
            models.UniqueConstraint(
                fields=["profile", "theme"],
                name="coaching_coachtheme_once",
                violation_error_message=_("The coach already offers this theme."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_theme_display()


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
