from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0009_extra_hours_never_overlap"),
    ]

    operations = [
        migrations.AddField(
            model_name="coachingsession",
            name="copied_start",
            field=models.DateTimeField(blank=True, null=True, verbose_name="start in the coach's own calendar"),
        ),
    ]
