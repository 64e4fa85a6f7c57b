from django.db import migrations

from bkn_portal.competencies.dictionary_en import GENERAL, TECHNICAL


def load(apps, schema_editor):
    """Add the English to entries that have none; what HR wrote stays."""
    competencies = apps.get_model("competencies", "Competency").objects.filter(name_en="")
    texts_of = apps.get_model("competencies", "LevelText").objects.filter(text_en="")
    for code, name in TECHNICAL.items():
        competencies.filter(code=code).update(name_en=name)
    for code, (name, *texts) in GENERAL.items():
        competencies.filter(code=code).update(name_en=name)
        for level, text in enumerate(texts, start=1):
            texts_of.filter(competency__code=code, level=level).update(text_en=text)


class Migration(migrations.Migration):
    """The dictionary that the portal brings along speaks English too."""

    dependencies = [("competencies", "0003_english")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
