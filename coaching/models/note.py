"""What a coach wrote for themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.employees.models import Employee

from .session import CoachingSession


class CoachNoteQuerySet(models.QuerySet["CoachNote"]):
    def visible_to(self, employee: Employee) -> "CoachNoteQuerySet":
        """The author, and nobody else whatever their role."""
        return self.filter(author=employee)


class CoachNote(models.Model):
    """A private note on a session: encrypted at rest, in a table of its own so that no other page ever loads it."""

    session = models.ForeignKey(CoachingSession, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )
    text = EncryptedTextField(_("private note"))

    objects = CoachNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("private note of a coach")
        verbose_name_plural = _("private notes of coaches")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "author"],
                name="coaching_note_once",
                violation_error_message=_("You already have a note on this session."),
            )
        ]

    def __str__(self) -> str:
        return str(self.session)
