"""How long a session may be: a list that HR keeps."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import in_order
from bkn_portal.core.models import DatedModel

USUAL_MINUTES = 60
"""What a coach begins with, and what is nearest to it for a supervisor without a profile."""
SHORTEST, LONGEST = 15, 240


class SessionLength(DatedModel):
    """Coaches choose it on both its first and its last day; who has chosen it keeps it afterwards."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), primary_key=True, validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("session length")
        verbose_name_plural = _("session lengths")
        ordering = ["minutes"]
        constraints = [
            in_order("coaching_length_dates"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST),
                name="coaching_length_range",
                violation_error_message=_("A session takes 15 minutes to 4 hours."),
            ),
        ]

    def __str__(self) -> str:
        return in_words(self.minutes)


def in_words(minutes: int) -> str:
    return gettext("%(minutes)d minutes") % {"minutes": minutes}
