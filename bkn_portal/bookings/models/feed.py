"""The secret address at which a person's own calendar reads the promised time."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.employees.models import Employee


def fingerprint(token: str) -> str:
    """What finds a feed by its secret without the secret lying readable in the database."""
    return sha256(token.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, employee: Employee) -> "CalendarFeedQuerySet":
        """The person's own."""
        return self.filter(person=employee)

    def opened_by(self, token: str) -> "CalendarFeedQuerySet":
        """The feed whose secret this is, of someone who still works here."""
        return self.filter(fingerprint=fingerprint(token), person__is_active=True)


class CalendarFeed(models.Model):
    """Whoever knows `token` reads times and neutral titles, nothing else. A revoked feed is no row."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed", verbose_name=_("person")
    )
    token = EncryptedTextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(_("since"))

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def address(self) -> str:
        """The whole address, as calendars want it."""
        return settings.SITE_URL + reverse("home:calendar_feed", args=[self.token])
