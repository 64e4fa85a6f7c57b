"""Where people work and what they are: the unit tree and the positions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_of
from bkn_portal.core.periods import Zone


class OrgUnitQuerySet(models.QuerySet["OrgUnit"]):
    def within(self, unit: "OrgUnit") -> "OrgUnitQuerySet":
        """The unit and everything below it, by the materialised path."""
        return self.filter(path__startswith=unit.path)

    def active(self) -> "OrgUnitQuerySet":
        return self.filter(is_active=True)


class OrgUnit(models.Model):
    """A unit of the organisation. `path` is "/1/4/12/": ids from the root down, kept by actions.place_unit."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    path = models.CharField(max_length=255, db_index=True, editable=False, default="")
    time_zone = models.CharField(_("time zone"), max_length=20, choices=Zone.choices, default=Zone.WIB)
    is_active = models.BooleanField(_("active"), default=True)

    objects = OrgUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("organisational units")
        ordering = ["name"]
        constraints = [one_of("time_zone", Zone, name="employees_orgunit_zone", message=_("Choose WIB, WITA or WIT."))]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """From the root down, without the unit itself."""
        return [int(number) for number in self.path.strip("/").split("/")[:-1]]

    def clean(self) -> None:
        if self.parent and self.pk and self.parent.path.startswith(self.path or "-"):
            raise ValidationError({"parent": _("A unit can't be part of itself or of a unit below it.")})


class PositionCategory(models.TextChoices):
    """Kinds of position that set the default required competency level (domain.md §4)."""

    JPT_UTAMA = "jpt_utama", _("JPT utama")
    JPT_MADYA = "jpt_madya", _("JPT madya")
    JPT_PRATAMA = "jpt_pratama", _("JPT pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    AHLI_UTAMA = "ahli_utama", _("Fungsional ahli utama")
    AHLI_MADYA = "ahli_madya", _("Fungsional ahli madya")
    AHLI_MUDA = "ahli_muda", _("Fungsional ahli muda")
    AHLI_PERTAMA = "ahli_pertama", _("Fungsional ahli pertama")
    PENYELIA = "penyelia", _("Fungsional penyelia")
    MAHIR = "mahir", _("Fungsional mahir")
    TERAMPIL = "terampil", _("Fungsional terampil")
    PEMULA = "pemula", _("Fungsional pemula")
    PELAKSANA = "pelaksana", _("Pelaksana")


class Position(models.Model):
    """A jabatan, such as “Analis SDM Aparatur Ahli Muda”. Its competency standard stands in `competencies`."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(_("category"), max_length=20, choices=PositionCategory.choices)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["name"]
        constraints = [
            one_of("category", PositionCategory, name="employees_position_category", message=_("Choose a category."))
        ]

    def __str__(self) -> str:
        return self.name


def default_zone(unit: Any) -> str:
    """The unit's zone, or WIB for a person without a unit."""
    return unit.time_zone if unit else Zone.WIB
