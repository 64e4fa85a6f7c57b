import django.core.validators
from django.db import migrations, models

from coaching import lists


def load(apps, schema_editor):
    lists.load_lengths(apps)


class Migration(migrations.Migration):
    """How long a session may be is a list that HR continues; a coach's own length is any that it may hold."""

    dependencies = [
        ("coaching", "0012_themes_are_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionLength",
            fields=[
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.MinValueValidator(15),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "verbose_name": "session length",
                "verbose_name_plural": "session lengths",
                "ordering": ["minutes"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="coachprofile",
            name="coaching_profile_length",
        ),
        migrations.AlterField(
            model_name="coachprofile",
            name="session_minutes",
            field=models.PositiveSmallIntegerField(
                default=60,
                validators=[
                    django.core.validators.MinValueValidator(15),
                    django.core.validators.MaxValueValidator(240),
                ],
                verbose_name="length of a session",
            ),
        ),
        migrations.AddConstraint(
            model_name="coachprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("session_minutes__gte", 15), ("session_minutes__lte", 240)),
                name="coaching_profile_length",
                violation_error_message="A session takes 15 minutes to 4 hours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionlength",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="coaching_length_dates",
                violation_error_message="The end can't be before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionlength",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 15), ("minutes__lte", 240)),
                name="coaching_length_range",
                violation_error_message="A session takes 15 minutes to 4 hours.",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
