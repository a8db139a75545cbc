"""Keys of an organisation for one purpose each."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Keys by purpose, seen by the system's duties only."""

    dependencies = [("files", "0002_row_security"), ("organisations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="NamedKey",
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
                ("purpose", models.CharField(max_length=60)),
                ("wrapped", models.BinaryField()),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "purpose"), name="named_key_once"
                    )
                ],
            },
        ),
        RunSQLFile("named_keys"),
    ]
