from django.db import migrations

from bkn_portal.competencies import dictionary


def load(apps, schema_editor):
    dictionary.load(apps)


class Migration(migrations.Migration):
    """The dictionary, its level texts and the default standards stand from the first day."""

    dependencies = [("competencies", "0001_competencies")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
