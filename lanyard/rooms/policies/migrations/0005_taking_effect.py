"""Versions published for a day to come; since when a signature is asked for."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the state between publication and effect."""

    dependencies = [
        ("organisations", "0001_initial"),
        ("policies", "0004_isolate_keeping"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="version",
            name="version_one_draft",
        ),
        migrations.RemoveConstraint(
            model_name="version",
            name="version_published_with_its_dates",
        ),
        migrations.AddField(
            model_name="requirement",
            name="asked_on",
            # Unknown of those that stand: today would end their lateness.
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="requirement",
            name="asked_on",
            field=models.DateField(default=django.utils.timezone.localdate, null=True),
        ),
        migrations.AlterField(
            model_name="version",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("approval", "Waiting for approval"),
                    ("approved", "Approved"),
                    ("scheduled", "Published, not in force yet"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                    ("discarded", "Discarded"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "approval", "approved", "scheduled"])),
                fields=("document",),
                name="version_one_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["scheduled", "published", "superseded"]), _negated=True
                    ),
                    models.Q(
                        ("effective_from__isnull", False),
                        models.Q(("sha256", ""), _negated=True),
                        ("review_due__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="version_published_with_its_dates",
            ),
        ),
    ]
