import pytest
from django.utils import translation

from bkn_portal.competencies.dictionary_en import GENERAL, TECHNICAL
from bkn_portal.competencies.models import Competency, LevelText
from bkn_portal.core.two_languages import in_readers_language
from tests.factories import EmployeeFactory, ReminderFactory, post_hours

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "english", "shown"), [("id", "Hello", "Halo"), ("en", "Hello", "Hello"), ("en", "", "Halo")]
)
def test_text_is_in_the_readers_language_where_there_is_one(language, english, shown):
    with translation.override(language):
        assert in_readers_language("Halo", english) == shown


def test_dictionary_is_complete_in_english():
    assert (Competency.objects.filter(name_en="").count(), LevelText.objects.filter(text_en="").count()) == (0, 0)
    assert set(Competency.objects.values_list("code", flat=True)) == GENERAL.keys() | TECHNICAL.keys()


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [("id", "Integritas", "mengingatkan dan mengajak rekan"), ("en", "Integrity", "reminds and encourages colleagues")],
)
def test_competency_and_its_level_are_told_in_the_readers_language(language, name, text):
    with translation.override(language):
        row = LevelText.objects.select_related("competency").get(competency__code="integritas", level=2)
        assert (str(row.competency), str(row)) == (name, f"2 – {text}")


@pytest.mark.parametrize(("language", "title"), [("id", "Umpan balik Anda"), ("en", "Your feedback")])
def test_inbox_speaks_the_readers_language(client, language, title):
    me = EmployeeFactory(language=language)
    ReminderFactory(recipient=me, in_inbox=True, title="Umpan balik Anda", title_en="Your feedback")
    client.force_login(me)
    assert title in client.get("/pemberitahuan/").content.decode()


def test_ledger_line_of_the_portal_is_told_in_the_readers_language_and_a_persons_as_written(now):
    mine = post_hours(EmployeeFactory(), now, source_kind="coaching.session", title="Sesi coaching")
    with translation.override("en"):
        assert mine.label == "Coaching session"
    with translation.override("id"):
        assert mine.label == "Sesi coaching"
    mine.source_kind, mine.title = "example.activity", "Seminar data"
    with translation.override("en"):
        assert mine.label == "Seminar data"
