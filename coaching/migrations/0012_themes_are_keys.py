import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What has a theme points to its row; the codes in the columns stay what they are."""

    dependencies = [("coaching", "0011_themes_are_a_list")]

    operations = [
        migrations.RemoveConstraint(
            model_name="coachingengagement",
            name="coaching_engagement_theme",
        ),
        migrations.RemoveConstraint(
            model_name="coachtheme",
            name="coaching_coachtheme_theme",
        ),
        migrations.RemoveConstraint(
            model_name="groupsession",
            name="coaching_group_theme",
        ),
        migrations.AlterField(
            model_name="coachingengagement",
            name="theme",
            field=models.ForeignKey(
                db_column="theme",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coaching.coachingtheme",
                verbose_name="theme",
            ),
        ),
        migrations.AlterField(
            model_name="coachtheme",
            name="theme",
            field=models.ForeignKey(
                db_column="theme",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coaching.coachingtheme",
                verbose_name="theme",
            ),
        ),
        migrations.AlterField(
            model_name="groupsession",
            name="theme",
            field=models.ForeignKey(
                db_column="theme",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coaching.coachingtheme",
                verbose_name="theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("theme", "wellbeing"), _negated=True),
                name="coaching_group_theme",
                violation_error_message="Coaching on stress and balance is between two people, never in a group.",
            ),
        ),
    ]
