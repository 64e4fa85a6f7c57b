from django.db import migrations, models


class Migration(migrations.Migration):
    """Names and level texts in the portal's second language."""

    dependencies = [("competencies", "0002_dictionary")]
    operations = [
        migrations.AddField(
            model_name="competency",
            name="name_en",
            field=models.CharField(blank=True, max_length=120, verbose_name="name in English"),
        ),
        migrations.AddField(
            model_name="leveltext",
            name="text_en",
            field=models.CharField(blank=True, max_length=300, verbose_name="meaning in English"),
        ),
    ]
