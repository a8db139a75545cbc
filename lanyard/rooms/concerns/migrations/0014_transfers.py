"""Where a learner's safeguarding file goes, and the receipt for it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_escalated"),
        ("concerns", "0013_leads_words"),
        ("organisations", "0001_initial"),
        ("people", "0008_isolate_care"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
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
                ("setting", models.CharField(blank=True, max_length=200)),
                ("why_none", models.TextField(blank=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("beforehand", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("electronic", "By a secure transfer between systems"),
                            ("sealed", "As a sealed file, its password given apart"),
                            ("by-hand", "By hand, to a named person"),
                            ("post", "By tracked post"),
                        ],
                        max_length=12,
                    ),
                ),
                ("apart", models.BooleanField(default=False)),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("sent_to", models.CharField(blank=True, max_length=200)),
                ("receipt_on", models.DateField(blank=True, null=True)),
                ("receipt_from", models.CharField(blank=True, max_length=200)),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.circle",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safeguarding_transfer",
                        to="people.person",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_on", "due_on", "-decided_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_on__isnull", False),
                                ("setting__regex", "\\S"),
                                ("why_none", ""),
                            ),
                            models.Q(
                                ("sent_on__isnull", True),
                                ("setting", ""),
                                ("why_none__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_goes_or_says_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True),
                            models.Q(
                                ("apart", True),
                                ("sent_to__regex", "\\S"),
                                models.Q(("method", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_sent_apart_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("receipt_on__isnull", True),
                            models.Q(("receipt_from__regex", "\\S"), ("sent_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="transfer_receipt_after_sending",
                    ),
                ],
            },
        ),
        RunSQLFile("transfers"),
    ]
