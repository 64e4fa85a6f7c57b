from django.db import migrations, models


def date_proposals(apps, schema_editor):
    """Until now HR's proposal ended the coaching in the same moment; a coach who declines names somebody else."""
    referrals = apps.get_model("coaching", "CoachReferral").objects.select_related("engagement")
    for referral in referrals.filter(engagement__state="cancelled"):
        referral.proposed_at = referral.engagement.state_changed_at
        referral.save(update_fields=["proposed_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0006_names_of_exceptions"),
    ]

    operations = [
        migrations.AddField(
            model_name="coachreferral",
            name="proposed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="proposed at"),
        ),
        migrations.RunPython(date_proposals, migrations.RunPython.noop),
    ]
