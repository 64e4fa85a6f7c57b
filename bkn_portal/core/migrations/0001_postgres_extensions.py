from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Both extensions are trusted since PostgreSQL 13: the database's owner may create them. No effect on SQLite."""

    initial = True
    dependencies = []
    operations = [BtreeGistExtension(), TrigramExtension()]
