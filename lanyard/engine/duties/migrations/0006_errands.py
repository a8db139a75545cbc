"""Occurrences about one record: several may stand open, and each is its person's alone."""

from django.db import migrations, models

from lanyard.foundation.database.operations import RunSQLFile

_OPEN = models.Q(done_on__isnull=True, withdrawn_on__isnull=True)


class Migration(migrations.Migration):
    """Columns, constraints by record, and row security."""

    dependencies = [("duties", "0005_nation")]
    operations = [
        migrations.AddField("definition", "told", models.BooleanField(default=False)),
        migrations.AddField("definition", "private", models.BooleanField(default=False)),
        migrations.AddField(
            "occurrence",
            "about",
            models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("occurrence", "duty_once_in_a_period"),
        migrations.RemoveConstraint("occurrence", "duty_open_once"),
        migrations.AddConstraint(
            "occurrence",
            models.UniqueConstraint(
                fields=("definition", "person", "about", "period"), name="duty_once_in_a_period"
            ),
        ),
        migrations.AddConstraint(
            "occurrence",
            models.UniqueConstraint(
                condition=_OPEN, fields=("definition", "person", "about"), name="duty_open_once"
            ),
        ),
        RunSQLFile("errands"),
    ]
