"""The two sides of the table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """One of the two people of an engagement."""

    COACHEE = "coachee", _("Coachee")
    COACH = "coach", _("Coach")
