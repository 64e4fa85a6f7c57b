from django.db import migrations

from bkn_portal.hours import rulebook


def load(apps, schema_editor):
    rulebook.load(apps)


class Migration(migrations.Migration):
    """The rates, caps and obligations in force at the start."""

    dependencies = [("hours", "0001_ledger")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
