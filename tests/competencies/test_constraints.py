"""What the database refuses, and the sentence with which the form says it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.forms import modelform_factory

from bkn_portal.competencies.models import (
    Assessment,
    CategoryStandard,
    Competency,
    CompetencyGroup,
    LevelText,
    PositionStandard,
)
from tests.factories import AssessmentFactory, CompetencyFactory, EmployeeFactory, PositionStandardFactory

pytestmark = pytest.mark.django_db
CHOICE = "bukan salah satu dari pilihan"


def category_standard(**fields):
    return CategoryStandard(
        **{"category": "ahli_muda", "level": 3, "valid_from": date(2010, 1, 1), "valid_until": date(2010, 12, 31),
           "source": "Percobaan", **fields}
    )  # fmt: skip


def position_standard(**fields):
    other = PositionStandardFactory(valid_from=date(2012, 1, 1))
    return PositionStandard(
        **{"position": other.position, "competency": other.competency, "level": 3, "valid_from": date(2010, 1, 1),
           "valid_until": date(2010, 12, 31), "source": "Percobaan", **fields}
    )  # fmt: skip


def assessment(**fields):
    other = AssessmentFactory(assessed_on=date(2026, 3, 2))
    return Assessment(
        **{"employee": other.employee, "competency": other.competency, "level": 3, "assessed_on": date(2026, 3, 3),
           "source": "assessment", **fields}
    )  # fmt: skip


def level_text(**fields):
    return LevelText(**{"competency": Competency.objects.get(code="analisis-data"), "level": 1, "text": "x", **fields})


def competency(**fields):
    return CompetencyFactory.build(**fields)


BAD = [
    ("competencies_competency_group", competency, {"group": "magic"}, CHOICE),
    ("competencies_leveltext_level", level_text, {"level": 6}, CHOICE),
    ("competencies_category_known", category_standard, {"category": "raja"}, CHOICE),
    ("competencies_category_level", category_standard, {"level": 0}, CHOICE),
    ("competencies_category_dates", category_standard, {"valid_until": date(2009, 1, 1)}, "Akhir tidak boleh sebelum"),
    ("competencies_category_overlap", category_standard, {"valid_until": None}, "Standar lain sudah berlaku"),
    ("competencies_position_level", position_standard, {"level": 6}, CHOICE),
    ("competencies_position_dates", position_standard, {"valid_until": date(2009, 1, 1)}, "Akhir tidak boleh sebelum"),
    ("competencies_position_overlap", position_standard, {"valid_until": None}, "Standar lain sudah berlaku"),
    ("competencies_assessment_level", assessment, {"level": 6}, CHOICE),
    ("competencies_assessment_source", assessment, {"source": "dukun"}, CHOICE),
    ("competencies_assessment_once", assessment, {"assessed_on": date(2026, 3, 2)}, "sudah dicatat untuk hari itu"),
]


@pytest.mark.parametrize("make", [competency, level_text, category_standard, position_standard, assessment])
def test_row_that_is_right_is_stored(make):
    row = make()
    row.full_clean()
    row.save()
    assert row.pk


@pytest.mark.parametrize(("name", "make", "fields", "sentence"), BAD)
def test_bad_row_is_refused_by_the_database(name, make, fields, sentence):
    row = make(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(("name", "make", "fields", "sentence"), BAD)
def test_bad_row_is_explained_by_the_form(name, make, fields, sentence):
    row = make(**fields)
    form = modelform_factory(type(row), fields="__all__")(
        {field.name: field.value_from_object(row) for field in row._meta.fields if field.name != "id"}
    )
    says = " ".join(text for texts in form.errors.values() for text in texts)
    assert sentence in says


def test_second_text_of_a_level_is_refused_and_explained():
    """competencies_leveltext_once"""
    level_text().save()
    form = modelform_factory(LevelText, fields="__all__")(
        {"competency": level_text().competency_id, "level": 1, "text": "lagi"}
    )
    assert form.errors == {"__all__": ["Level ini sudah memiliki uraian."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        level_text().save()


def test_groups_are_three():
    assert CompetencyGroup.values == ["managerial", "sociocultural", "technical"]
    assert EmployeeFactory().assessments.count() == 0
