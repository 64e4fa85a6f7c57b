"""The select with many options: what Django's own gives, only faster."""

from django.forms import Select
from django.test import SimpleTestCase

from coaching.forms.goal import aims
from coaching.forms.widgets import LongSelect
from tests.factories import CompetencyFactory

CHOICES = [("", "–"), ("Kepemimpinan <&>", [("1:", "Integritas"), ("1:3", "Integritas 3 – mampu")]), ("x", "Lain")]
ATTRIBUTES = {"id": "id_aim", "class": "form-select", "required": True, "disabled": False}


def test_long_select_writes_what_djangos_own_select_writes():
    for value in ("", "1:3", None, "gone"):
        written = [one(choices=CHOICES).render("aim", value, ATTRIBUTES) for one in (Select, LongSelect)]
        SimpleTestCase().assertHTMLEqual(*written)


def test_aims_are_the_competencies_in_use_and_the_known_one_with_every_level(db):
    used, gone = CompetencyFactory(), CompetencyFactory(is_active=False)
    text = used.level_texts.create(level=3, text="Mampu memimpin rapat")
    listed = dict(aims())
    assert [value for value, _name in listed[used.name]] == [
        f"{used.pk}:",
        *(f"{used.pk}:{level}" for level in range(1, 6)),
    ]
    assert dict(listed[used.name])[f"{used.pk}:3"] == f"{used.name} {text}"
    assert dict(listed[used.name])[f"{used.pk}:2"] == f"{used.name} 2 – dasar"
    assert (gone.name in listed, gone.name in dict(aims(gone.pk))) == (False, True)
