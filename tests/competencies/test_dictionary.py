"""What the migration put there."""

import pytest
from django.apps import apps

from bkn_portal.competencies import dictionary
from bkn_portal.competencies.models import CategoryStandard, Competency, LevelText
from bkn_portal.employees.models import PositionCategory

pytestmark = pytest.mark.django_db


def test_dictionary_has_eight_managerial_one_sociocultural_and_the_technical_ones():
    groups = list(Competency.objects.values_list("group", flat=True))
    assert {group: groups.count(group) for group in set(groups)} == {
        "managerial": 8,
        "sociocultural": 1,
        "technical": 6,
    }


def test_every_general_competency_has_five_level_texts():
    texts = list(LevelText.objects.values_list("competency__name", "level"))
    general = Competency.objects.exclude(group="technical").values_list("name", flat=True)
    assert sorted(texts) == sorted((name, level) for name in general for level in range(1, 6))


def test_level_text_reads_as_the_rule_says():
    text = LevelText.objects.get(competency__code="mengelola-perubahan", level=2)
    assert str(text) == "2 – proaktif beradaptasi"


@pytest.mark.parametrize(
    ("level", "categories"),
    [
        (1, {"pelaksana", "pemula"}),
        (2, {"pengawas", "ahli_pertama", "terampil", "mahir"}),
        (3, {"administrator", "ahli_muda", "penyelia"}),
        (4, {"jpt_pratama", "ahli_madya"}),
        (5, {"jpt_madya", "jpt_utama", "ahli_utama"}),
    ],
)
def test_default_standard_of_each_category(level, categories):
    assert set(CategoryStandard.objects.filter(level=level).values_list("category", flat=True)) == categories


def test_every_category_has_a_default_standard_with_a_source():
    assert set(CategoryStandard.objects.exclude(source="").values_list("category", flat=True)) == set(
        PositionCategory.values
    )


def test_loading_again_changes_nothing():
    Competency.objects.filter(code="integritas").update(name="Integritas (baru)")
    counts = [model.objects.count() for model in (Competency, LevelText, CategoryStandard)]
    dictionary.load(apps)
    assert [model.objects.count() for model in (Competency, LevelText, CategoryStandard)] == counts
    assert Competency.objects.get(code="integritas").name == "Integritas (baru)"
