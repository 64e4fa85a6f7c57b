"""What coaching is about at BKN: a list that HR keeps, in three groups."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import in_order, one_of
from bkn_portal.core.models import DatedModel, DatedQuerySet
from bkn_portal.core.two_languages import in_readers_language

WELLBEING = "wellbeing"
"""The theme that is known to the two people of the engagement and to nobody else."""


class ThemeGroup(models.TextChoices):
    """In the order of the circular, which is that of the alphabet too."""

    LEADING = "leading", _("Leading people")
    TECHNICAL = "technical", _("Technical skills")
    WELLBEING = "wellbeing", _("Wellbeing")


class CoachingThemeQuerySet(DatedQuerySet):
    def with_coaches(self) -> "CoachingThemeQuerySet":
        """Adds `coaches`: how many of those whom the directory lists offer it."""
        from .profile import CoachProfile, CoachTheme  # profiles point to themes

        offering = CoachTheme.objects.filter(theme=OuterRef("pk"), profile__in=CoachProfile.objects.listed())
        number = offering.order_by().values("theme").annotate(number=Count("pk")).values("number")
        return self.annotate(coaches=Coalesce(Subquery(number), 0, output_field=models.IntegerField()))


class CoachingTheme(DatedModel):
    """On offer on both its first and its last day; whatever has it keeps it afterwards.

    Which one is private is no column: constraints of engagements and groups name it, and no page may change that.
    """

    code = models.SlugField(_("code"), max_length=20, primary_key=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    group = models.CharField(_("group"), max_length=10, choices=ThemeGroup.choices)
    position = models.PositiveSmallIntegerField(_("place in the group"), default=1)
    source = models.CharField(_("source"), max_length=200)

    objects = CoachingThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching theme")
        verbose_name_plural = _("coaching themes")
        ordering = ["group", "position", "code"]
        constraints = [
            one_of("group", ThemeGroup, name="coaching_theme_group", message=_("Choose a group.")),
            in_order("coaching_theme_dates"),
            models.CheckConstraint(
                condition=Q(code=WELLBEING, group=ThemeGroup.WELLBEING)
                | (~Q(code=WELLBEING) & ~Q(group=ThemeGroup.WELLBEING)),
                name="coaching_theme_private",
                violation_error_message=_(
                    "Wellbeing is a group of one theme: it alone is kept between the two. Choose another group."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_readers_language(self.name, self.name_en)

    @property
    def is_private(self) -> bool:
        return self.code == WELLBEING
