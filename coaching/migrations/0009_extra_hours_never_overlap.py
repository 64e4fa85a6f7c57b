from django.db import migrations

import bkn_portal.core.constraints


def join_overlapping(apps, schema_editor):
    """Overlapping hours of a day become one row: what was offered stays offered."""
    last = None
    for row in apps.get_model("coaching", "ExtraHours").objects.order_by("profile_id", "day", "start"):
        if last and (last.profile_id, last.day) == (row.profile_id, row.day) and row.start < last.end:
            last.end = max(last.end, row.end)
            last.save(update_fields=["end"])
            row.delete()
        else:
            last = row


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0008_earlier_words_of_goals"),
    ]

    operations = [
        migrations.RunPython(join_overlapping, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(model_name="extrahours", name="coaching_extrahours_once"),
        migrations.AddConstraint(
            model_name="extrahours",
            constraint=bkn_portal.core.constraints.NoOverlap(
                dates=False,
                end="end",
                name="coaching_extrahours_overlap",
                same=("profile", "day"),
                start="start",
                times=True,
                violation_error_message="Some of these hours are on the list already.",
            ),
        ),
    ]
