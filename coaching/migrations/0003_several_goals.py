import django.db.models.deletion
from django.db import migrations, models

import bkn_portal.core.crypto

SCORES = [(-2, "−2"), (-1, "−1"), (0, "0"), (1, "+1"), (2, "+2")]


def scores_to_goals(apps, schema_editor):
    """Each coaching had one goal and each record one score of it."""
    GoalScore = apps.get_model("coaching", "GoalScore")
    records = apps.get_model("coaching", "SessionRecord").objects.filter(goal_score__isnull=False)
    found = records.values_list("session", "session__engagement__goals", "goal_score").iterator()
    GoalScore.objects.bulk_create(
        (GoalScore(session_id=session, goal_id=goal, score=score) for session, goal, score in found), batch_size=1000
    )


def scores_to_records(apps, schema_editor):
    """The way back: the first goal's score, 0 where it has none."""
    GoalScore = apps.get_model("coaching", "GoalScore")
    SessionRecord = apps.get_model("coaching", "SessionRecord")
    first = GoalScore.objects.filter(session=models.OuterRef("session"), goal__position=1).values("score")[:1]
    SessionRecord.objects.update(goal_score=models.Subquery(first))
    SessionRecord.objects.filter(given_at__isnull=False, goal_score=None).update(goal_score=0)


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0002_record_versions"),
        ("competencies", "0002_dictionary"),
    ]

    operations = [
        migrations.AlterField(
            model_name="coachinggoal",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="goals", to="coaching.coachingengagement"
            ),
        ),
        migrations.AlterModelOptions(
            name="coachinggoal",
            options={
                "ordering": ["position", "id"],
                "verbose_name": "coaching goal",
                "verbose_name_plural": "coaching goals",
            },
        ),
        migrations.AddField(
            model_name="coachinggoal",
            name="position",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="position"),
        ),
        migrations.AddField(
            model_name="coachinggoal",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
        ),
        migrations.AddField(
            model_name="coachinggoal",
            name="closing_reason",
            field=bkn_portal.core.crypto.EncryptedTextField(blank=True, max_length=500, verbose_name="reason"),
        ),
        migrations.AddConstraint(
            model_name="coachinggoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1), ("position__lte", 3)),
                name="coaching_goal_position",
                violation_error_message="A coaching has one to three goals.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coachinggoal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("engagement", "position"),
                name="coaching_goal_place",
                violation_error_message="A coaching has one to three goals.",
            ),
        ),
        migrations.AddField(
            model_name="goalresult",
            name="shown_by",
            field=bkn_portal.core.crypto.EncryptedTextField(blank=True, max_length=300, verbose_name="what shows it"),
        ),
        migrations.CreateModel(
            name="GoalScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.SmallIntegerField(blank=True, choices=SCORES, null=True, verbose_name="goal score")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="coaching.coachinggoal",
                        verbose_name="goal",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="coaching.coachingsession",
                    ),
                ),
            ],
            options={
                "verbose_name": "score of a goal",
                "verbose_name_plural": "scores of goals",
                "ordering": ["goal__position", "goal"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True),
                            models.Q(("score__gte", -2), ("score__lte", 2)),
                            _connector="OR",
                        ),
                        name="coaching_score_range",
                        violation_error_message="A score is −2 to +2.",
                    ),
                    models.UniqueConstraint(
                        fields=("session", "goal"),
                        name="coaching_score_once",
                        violation_error_message="This goal already has a score for this session.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="sessionrecord", name="coaching_record_score"),
        migrations.RemoveConstraint(model_name="sessionrecord", name="coaching_record_given_score"),
        migrations.RunPython(scores_to_goals, scores_to_records),
        migrations.RemoveField(model_name="sessionrecord", name="goal_score"),
    ]
