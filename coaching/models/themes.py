"""What coaching is about at BKN, in three groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CoachingTheme(models.TextChoices):
    """Themes of SE Kepala BKN 3/2022. WELLBEING is known to the two people of the engagement and to nobody else."""

    COMMUNICATION = "communication", _("Communication")
    DECISIONS = "decisions", _("Decision making")
    TEAM = "team", _("Team management")
    DATA_ANALYSIS = "data_analysis", _("Data analysis")
    SOFTWARE = "software", _("Software")
    RESEARCH = "research", _("Research")
    WELLBEING = "wellbeing", _("Stress and balance")

    @property
    def group(self) -> object:
        """The (lazy) name of the theme's group."""
        return next(name for name, themes in THEME_GROUPS if self in themes)

    @property
    def is_private(self) -> bool:
        return self is CoachingTheme.WELLBEING


THEME_GROUPS = [
    (_("Leading people"), [CoachingTheme.COMMUNICATION, CoachingTheme.DECISIONS, CoachingTheme.TEAM]),
    (_("Technical skills"), [CoachingTheme.DATA_ANALYSIS, CoachingTheme.SOFTWARE, CoachingTheme.RESEARCH]),
    (_("Wellbeing"), [CoachingTheme.WELLBEING]),
]
