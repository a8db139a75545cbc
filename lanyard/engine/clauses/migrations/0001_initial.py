"""The tables of clauses."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attestation",
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
                ("control", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=260)),
                ("post", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_on", models.DateField()),
                ("file_id", models.UUIDField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=260)),
                ("withdrawn_because", models.TextField(blank=True)),
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
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["organisation", "control"], name="attestation_of_control")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="attestation_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(
                                ("withdrawn_because__regex", "\\S"), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="attestation_withdrawn_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ControlState",
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
                ("control", models.CharField(max_length=60)),
                ("on", models.DateField()),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in-force", "in-force"),
                            ("at-risk", "at-risk"),
                            ("not-in-force", "not-in-force"),
                            ("not-set-up", "not-set-up"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("measured", "measured"),
                            ("attested", "attested"),
                            ("external", "external"),
                        ],
                        max_length=10,
                    ),
                ),
                ("part", models.PositiveIntegerField(null=True)),
                ("whole", models.PositiveIntegerField(null=True)),
                ("as_of", models.DateTimeField(null=True)),
                ("until", models.DateField(null=True)),
                ("link", models.CharField(blank=True, max_length=200)),
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
                "ordering": ["-on", "-taken_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "control", "-taken_at"], name="control_state_newest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["in-force", "at-risk"]), _negated=True),
                            models.Q(
                                ("as_of__isnull", False),
                                ("part__gte", 1),
                                ("part__isnull", False),
                                ("whole__gte", models.F("part")),
                                ("whole__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="control_state_has_a_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "attested"), _negated=True),
                            ("until__isnull", False),
                            _connector="OR",
                        ),
                        name="control_state_word_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["in-force", "at-risk"]), _negated=True),
                            ("until__isnull", True),
                            ("until__gte", models.F("on")),
                            _connector="OR",
                        ),
                        name="control_state_word_holds",
                    ),
                ],
            },
        ),
    ]
