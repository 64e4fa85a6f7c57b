from django.db import migrations, models

from coaching import lists


def load(apps, schema_editor):
    lists.load_themes(apps)


class Migration(migrations.Migration):
    """The themes of the circular, until now constants, are rows that HR continues."""

    dependencies = [("coaching", "0010_collisions_can_be_dismissed")]

    operations = [
        migrations.CreateModel(
            name="CoachingTheme",
            fields=[
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("code", models.SlugField(max_length=20, primary_key=True, serialize=False, verbose_name="code")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("leading", "Leading people"),
                            ("technical", "Technical skills"),
                            ("wellbeing", "Wellbeing"),
                        ],
                        max_length=10,
                        verbose_name="group",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="place in the group")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "verbose_name": "coaching theme",
                "verbose_name_plural": "coaching themes",
                "ordering": ["group", "position", "code"],
            },
        ),
        migrations.AddConstraint(
            model_name="coachingtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("group__in", ["leading", "technical", "wellbeing"])),
                name="coaching_theme_group",
                violation_error_message="Choose a group.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coachingtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="coaching_theme_dates",
                violation_error_message="The end can't be before the start.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coachingtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", "wellbeing"), ("group", "wellbeing")),
                    models.Q(
                        models.Q(("code", "wellbeing"), _negated=True), models.Q(("group", "wellbeing"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="coaching_theme_private",
                violation_error_message="Wellbeing is a group of one theme: it alone is kept between the two. Choose another group.",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
