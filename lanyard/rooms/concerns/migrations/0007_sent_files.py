"""Files that reporters send, by name; and sealed files follow the circle of their record."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Files that reporters send."""

    dependencies = [
        ("access", "0002_need_to_know"),
        ("concerns", "0006_states"),
        ("files", "0002_row_security"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="image_said",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                max_length=6,
            ),
        ),
        migrations.CreateModel(
            name="SentFile",
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
                ("reporter_id", models.UUIDField(blank=True, null=True)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("file_id", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.circle",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="concerns.concern",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="concerns.receipt",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at", "id"],
            },
        ),
        RunSQLFile("sent_files"),
    ]
