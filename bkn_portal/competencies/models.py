"""What a position asks for and what a person was found to have (PermenPANRB 38/2017)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import NoOverlap, level_1_to_5, one_of
from bkn_portal.core.two_languages import column_in_readers_language, in_readers_language
from bkn_portal.employees.access import can_manage_people
from bkn_portal.employees.models import Employee, Position, PositionCategory


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


class LevelTextQuerySet(models.QuerySet["LevelText"]):
    def worded(self) -> "LevelTextQuerySet":
        """With the text in the reader's language as `words`."""
        return self.annotate(words=column_in_readers_language("text"))


class LevelText(models.Model):
    """What mastery of a competency looks like at one level."""

    competency = models.ForeignKey(
        Competency, on_delete=models.CASCADE, related_name="level_texts", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    text = models.CharField(_("meaning"), max_length=300)
    text_en = models.CharField(_("meaning in English"), max_length=300, blank=True)

    objects = LevelTextQuerySet.as_manager()

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


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> "DatedQuerySet":
        """In force on that day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class CategoryStandard(models.Model):
    """Level that every position of a category asks for, in each managerial and socio-cultural competency."""

    category = models.CharField(_("category"), max_length=20, choices=PositionCategory.choices)
    level = models.PositiveSmallIntegerField(_("required level"), choices=Level.choices)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("default standard")
        verbose_name_plural = _("default standards")
        ordering = ["category", "-valid_from"]
        constraints = [
            one_of("category", PositionCategory, name="competencies_category_known", message=_("Choose a category.")),
            level_1_to_5("level", name="competencies_category_level", message=_("A level is 1 to 5.")),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="competencies_category_dates",
                violation_error_message=_("The end can't be before the start."),
            ),
            NoOverlap(
                name="competencies_category_overlap",
                same=("category",),
                start="valid_from",
                end="valid_until",
                dates=True,
                violation_error_message=_("Another standard is already valid in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.level}"


class PositionStandard(models.Model):
    """Level that one position asks for in one competency; stands before the category's default."""

    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="standards", verbose_name=_("position")
    )
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="standards", verbose_name=_("competency")
    )
    level = models.PositiveSmallIntegerField(_("required level"), choices=Level.choices)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("position standard")
        verbose_name_plural = _("position standards")
        ordering = ["position", "competency", "-valid_from"]
        constraints = [
            level_1_to_5("level", name="competencies_position_level", message=_("A level is 1 to 5.")),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="competencies_position_dates",
                violation_error_message=_("The end can't be before the start."),
            ),
            NoOverlap(
                name="competencies_position_overlap",
                same=("position", "competency"),
                start="valid_from",
                end="valid_until",
                dates=True,
                violation_error_message=_("Another standard is already valid in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.competency}: {self.level}"


class AssessmentSource(models.TextChoices):
    """Who found the level."""

    ASSESSMENT = "assessment", _("Assessment centre")
    SUPERVISOR = "supervisor", _("Direct supervisor")
    SELF = "self", _("Own estimate")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, viewer: Employee, *, on: date) -> "AssessmentQuerySet":
        """Own ones, those of people the viewer leads on that day, and all for HR admins."""
        if can_manage_people(viewer):
            return self
        return self.filter(Q(employee=viewer) | Q(employee__in=Employee.objects.supervised_by(viewer, on=on)))

    def latest(self, *, on: date) -> "AssessmentQuerySet":
        """One row per employee and competency: the newest known on that day; of one day the last recorded."""
        known = self.filter(assessed_on__lte=on)
        newer = Assessment.objects.filter(
            Q(assessed_on__gt=OuterRef("assessed_on")) | Q(assessed_on=OuterRef("assessed_on"), pk__gt=OuterRef("pk")),
            employee=OuterRef("employee"),
            competency=OuterRef("competency"),
            assessed_on__lte=on,
        )
        return known.filter(~Exists(newer))


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

    objects = AssessmentQuerySet.as_manager()

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
