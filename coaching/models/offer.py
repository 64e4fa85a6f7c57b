"""What a coach brings along: competencies to develop and languages to talk in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency
from bkn_portal.core.constraints import one_of

from .profile import CoachProfile


class Language(models.TextChoices):
    """Languages people at BKN hold talks in; codes of ISO 639."""

    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")
    JAVANESE = "jv", _("Javanese")
    SUNDANESE = "su", _("Sundanese")
    MADURESE = "mad", _("Madurese")
    MINANGKABAU = "min", _("Minangkabau")
    BATAK = "btk", _("Batak")
    ACEHNESE = "ace", _("Acehnese")
    BANJAR = "bjn", _("Banjar")
    BALINESE = "ban", _("Balinese")
    BUGIS = "bug", _("Bugis")
    MAKASSAR = "mak", _("Makassar")
    MANADO_MALAY = "xmm", _("Manado Malay")
    PAPUAN_MALAY = "pmy", _("Papuan Malay")
    INDONESIAN_SIGN = "inl", _("Indonesian sign language")


class CoachCompetency(models.Model):
    """A competency that a coach helps to develop."""

    profile = models.ForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="competencies")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("competency"))

    class Meta:
        verbose_name = _("competency of a coach")
        verbose_name_plural = _("competencies of coaches")
        ordering = ["competency__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "competency"],
                name="coaching_coachcompetency_once",
                violation_error_message=_("The coach already offers this competency."),
            )
        ]

    def __str__(self) -> str:
        return str(self.competency)


class CoachLanguage(models.Model):
    """A language that a coach speaks."""

    profile = models.ForeignKey(CoachProfile, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=3, choices=Language.choices)

    class Meta:
        verbose_name = _("language of a coach")
        verbose_name_plural = _("languages of coaches")
        ordering = ["id"]
        constraints = [
            one_of("language", Language, name="coaching_coachlanguage_language", message=_("Choose a language.")),
            models.UniqueConstraint(
                fields=["profile", "language"],
                name="coaching_coachlanguage_once",
                violation_error_message=_("The coach already speaks this language."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_language_display()
