"""Who wants to know when a coach has a place again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.employees.models import Employee

from .profile import CoachProfile


class CoachWatchQuerySet(models.QuerySet["CoachWatch"]):
    def visible_to(self, employee: Employee) -> "CoachWatchQuerySet":
        """The watcher's own alone: no coach, supervisor or HR ever learns who looked."""
        return self.filter(person=employee)


class CoachWatch(models.Model):
    """`person` is told once when the coach has a free place; telling ends the watch."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    profile = models.ForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"))

    objects = CoachWatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch for a coach")
        verbose_name_plural = _("watches for coaches")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "profile"],
                name="coaching_coachwatch_once",
                violation_error_message=_("You will be told already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
