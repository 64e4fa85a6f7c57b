"""What a session brought: the coach's side, then the coachee's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_of
from bkn_portal.core.crypto import EncryptedTextField

from .session import CoachingSession


class RecordMethod(models.TextChoices):
    """By which four questions a talk is written down; the answers stand in the same four fields."""

    GROW = "grow", "GROW"
    TIRTA = "tirta", "TIRTA"


HEADINGS = {
    RecordMethod.GROW: {
        "goal": _("Goal – goal of the session"),
        "reality": _("Reality – how things are now"),
        "options": _("Options – what is possible"),
        "will": _("Will – the chosen step"),
    },
    RecordMethod.TIRTA: {
        "goal": _("Tujuan – what shall be reached"),
        "reality": _("Identifikasi – what helps and what hinders"),
        "options": _("Rencana aksi – which steps"),
        "will": _("Tanggung jawab – who answers for what"),
    },
}
TALK = tuple(HEADINGS[RecordMethod.GROW])


@dataclass(frozen=True)
class TalkPart:
    """One of the four questions with its answer."""

    heading: Any
    text: str


def talk_parts(method: str, texts: Mapping[str, str]) -> list[TalkPart]:
    """The four answers under the headings of the method."""
    return [TalkPart(heading, texts[name]) for name, heading in HEADINGS[RecordMethod(method)].items()]


class SessionRecord(models.Model):
    """The talk by GROW or TIRTA and feedback by the coach; a draft, seen by the coach alone, until `given_at`.

    Then the coachee's answer, a draft of theirs until it is sent: a reflection, with `agreed_at` as the word that
    the record tells what happened, or an objection, which goes on in a RecordVersion.
    """

    Method = RecordMethod

    session = models.OneToOneField(CoachingSession, on_delete=models.CASCADE, related_name="record")
    method = models.CharField(
        _("kind of record"), max_length=10, choices=RecordMethod.choices, default=RecordMethod.GROW
    )
    goal = EncryptedTextField(_("goal of the session"), max_length=2000, blank=True)
    reality = EncryptedTextField(_("how things are now"), max_length=2000, blank=True)
    options = EncryptedTextField(_("options"), max_length=2000, blank=True)
    will = EncryptedTextField(_("the chosen step"), max_length=2000, blank=True)
    feedback = EncryptedTextField(_("feedback to the coachee"), max_length=2000, blank=True)
    given_at = models.DateTimeField(_("feedback given at"), null=True, blank=True)
    reflection = EncryptedTextField(_("reflection"), max_length=2000, blank=True)
    objection = EncryptedTextField(_("what should be corrected"), max_length=500, blank=True)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("session record")
        verbose_name_plural = _("session records")
        constraints = [
            one_of("method", RecordMethod, name="coaching_record_method", message=_("Choose GROW or TIRTA.")),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(given_at__isnull=False),
                name="coaching_record_agreed_after",
                violation_error_message=_("There is no feedback yet to agree to."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.session)

    @property
    def talk(self) -> list[TalkPart]:
        return talk_parts(self.method, vars(self))

    @property
    def is_given(self) -> bool:
        return self.given_at is not None
