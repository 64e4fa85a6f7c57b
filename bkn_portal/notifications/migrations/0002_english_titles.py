from django.db import migrations, models


class Migration(migrations.Migration):
    """Titles in the portal's second language; what was delivered before keeps its one title."""

    dependencies = [("notifications", "0001_reminders")]
    operations = [
        migrations.AddField(
            model_name="reminder",
            name="title_en",
            field=models.CharField(blank=True, max_length=200, verbose_name="title in English"),
        )
    ]
