import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0004_registers_sealed"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptanswer",
            name="approval_of",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="keptanswer",
            name="clearance_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Clearance",
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
                ("person_id", models.UUIDField()),
                ("asked_by", models.CharField(max_length=260)),
                ("answer_id", models.UUIDField()),
                ("question", models.CharField(max_length=40)),
                ("fact", models.CharField(max_length=40)),
                ("chain", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("scope", models.JSONField(default=dict)),
                ("told", models.JSONField(default=list)),
                ("whom", models.CharField(blank=True, max_length=300)),
                ("purpose", models.TextField()),
                ("instead", models.TextField(blank=True)),
                ("until", models.DateField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for a decision"),
                            ("approved", "Approved"),
                            ("rejected", "Refused"),
                            ("withdrawn", "Taken back"),
                            ("ended", "Ended"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("approvals", models.JSONField(default=list)),
                ("ended_by", models.UUIDField(blank=True, null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=260)),
                ("ended_because", models.TextField(blank=True)),
                ("circle_id", models.UUIDField()),
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
                "ordering": ["-asked_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "person_id", "question"], name="clearance_of_asker"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True),
                        name="clearance_has_a_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="clearance_approved_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(
                                models.Q(("ended_because", ""), _negated=True),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="clearance_ended_with_a_reason",
                    ),
                ],
            },
        ),
    ]
