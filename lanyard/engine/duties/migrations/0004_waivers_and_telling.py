"""Waivers that end early, and when a line manager last heard that something is late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of an occurrence."""

    dependencies = [("duties", "0003_managers")]
    operations = [
        migrations.AddField(
            "occurrence", "waiver_ended_on", models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            "occurrence",
            "waiver_ended_because",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "occurrence",
            "waiver_ended_by_name",
            models.CharField(blank=True, default="", max_length=260),
            preserve_default=False,
        ),
        migrations.AddField(
            "occurrence", "manager_told_on", models.DateField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            "occurrence",
            models.CheckConstraint(
                condition=models.Q(waiver_ended_on__isnull=True)
                | ~models.Q(waiver_ended_because=""),
                name="duty_waiver_ended_with_reason",
            ),
        ),
    ]
