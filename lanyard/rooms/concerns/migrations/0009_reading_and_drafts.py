"""Marks of what was read, and how long unfinished reports are kept."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields
import lanyard.rooms.concerns.models.concern
from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0008_receipt_keys"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="keep_until",
            field=models.DateTimeField(
                default=lanyard.rooms.concerns.models.concern.in_thirty_days
            ),
        ),
        migrations.CreateModel(
            name="ReadMark",
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
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("respond", "How to respond, as the adult whom a learner chose"),
                            ("procedure", "A version of how to report"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        fields=("organisation", "what", "about", "person_id"), name="read_mark_once"
                    )
                ],
            },
        ),
        RunSQLFile("draft_keeping"),
        RunSQLFile("read_marks"),
    ]
