"""The accessibility statement."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Versions, kept apart by organisation and kept as they were."""

    initial = True
    dependencies = [("organisations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lanyard.foundation.database.fields.time_ordered_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("problems", models.TextField(blank=True)),
                ("tested", models.TextField()),
                ("contact", models.TextField()),
                ("answer_days", models.PositiveSmallIntegerField()),
                ("because", models.CharField(max_length=300)),
                ("made_by", models.UUIDField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "number"), name="statement_once"
                    )
                ],
            },
        ),
        IsolateOrganisation("shell_statement"),
        RunSQLFile("kept"),
    ]
