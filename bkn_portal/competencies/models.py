"""What a position asks for and what a person was found to have (PermenPANRB 38/2017)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import level_1_to_5, one_a_day, one_of
from bkn_portal.core.models import DatedModel
from bkn_portal.core.two_languages import in_readers_language
from bkn_portal.employees.models import Position, PositionCategory


class Level(models.IntegerChoices):
    """The five levels of mastery."""

    DEVELOPING = 1, _("1 – understanding")
    BASIC = 2, _("2 – basic")
    INTERMEDIATE = 3, _("3 – intermediate")
    PROFICIENT = 4, _("4 – proficient")
    EXPERT = 5, _("5 – expert")


class CompetencyGroup(models.TextChoices):
    """The three kinds of competency of a civil servant."""

    MANAGERIAL = "managerial", _("Managerial")
    SOCIOCULTURAL = "sociocultural", _("Socio-cultural")
    TECHNICAL = "technical", _("Technical")


class CompetencyQuerySet(models.QuerySet["Competency"]):
    def active(self) -> "CompetencyQuerySet":
        """In use: may be planned, asked for and assessed."""
        return self.filter(is_active=True)


class Competency(models.Model):
    """One entry of the dictionary. Its level texts are `LevelText` rows."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    group = models.CharField(_("group"), max_length=14, choices=CompetencyGroup.choices)
    source = models.CharField(_("source"), max_length=200)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["name"]
        constraints = [
            one_of("group", CompetencyGroup, name="competencies_competency_group", message=_("Choose a group."))
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_readers_language(self.name, self.name_en)


class LevelText(models.Model):
    """What mastery of a competency looks like at one level."""

    competency = models.ForeignKey(
        Competency, on_delete=models.CASCADE, related_name="level_texts", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    text = models.CharField(_("meaning"), max_length=300)
    text_en = models.CharField(_("meaning in English"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("level text")
        verbose_name_plural = _("level texts")
        ordering = ["competency", "level"]
        constraints = [
            level_1_to_5("level", name="competencies_leveltext_level", message=_("A level is 1 to 5.")),
            models.UniqueConstraint(
                fields=["competency", "level"],
                name="competencies_leveltext_once",
                violation_error_message=_("This level already has a text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} – {in_readers_language(self.text, self.text_en)}"


class CategoryStandard(DatedModel):
    """Level that every position of a category asks for, in each managerial and socio-cultural competency."""

    category = models.CharField(_("category"), max_length=20, choices=PositionCategory.choices)
    level = models.PositiveSmallIntegerField(_("required level"), choices=Level.choices)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("default standard")
        verbose_name_plural = _("default standards")
        ordering = ["category", "-valid_from"]
        constraints = [
            one_of("category", PositionCategory, name="competencies_category_known", message=_("Choose a category.")),
            level_1_to_5("level", name="competencies_category_level", message=_("A level is 1 to 5.")),
            *one_a_day("competencies_category", ("category",), _("Another standard is already valid in these days.")),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.level}"


class PositionStandard(DatedModel):
    """Level that one position asks for in one competency; stands before the category's default."""

    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="standards", verbose_name=_("position")
    )
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="standards", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(_("required level"), choices=Level.choices)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("position standard")
        verbose_name_plural = _("position standards")
        ordering = ["position", "competency", "-valid_from"]
        constraints = [
            level_1_to_5("level", name="competencies_position_level", message=_("A level is 1 to 5.")),
            *one_a_day(
                "competencies_position",
                ("position", "competency"),
                _("Another standard is already valid in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.competency}: {self.level}"


class AssessmentSource(models.TextChoices):
    """Who found the level."""

    ASSESSMENT = "assessment", _("Assessment centre")
    SUPERVISOR = "supervisor", _("Direct supervisor")
    SELF = "self", _("Own estimate")


class Assessment(models.Model):
    """The level one person was found to have in one competency on one day; the latest counts."""

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("employee")
    )
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    assessed_on = models.DateField(_("assessed on"))
    source = models.CharField(_("source"), max_length=12, choices=AssessmentSource.choices)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-assessed_on", "-id"]
        constraints = [
            level_1_to_5("level", name="competencies_assessment_level", message=_("A level is 1 to 5.")),
            one_of(
                "source", AssessmentSource, name="competencies_assessment_source", message=_("Choose who assessed.")
            ),
            models.UniqueConstraint(
                fields=["employee", "competency", "assessed_on", "source"],
                name="competencies_assessment_once",
                violation_error_message=_("This assessment is already recorded for this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.level}"
