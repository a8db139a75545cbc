"""How clear readers find a page."""

import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    """Add the nameless count."""

    dependencies = [
        ("guidance", "0012_own_removals"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageClarity",
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
                ("slug", models.SlugField(max_length=80)),
                ("digest", models.CharField(max_length=64)),
                ("clear", models.PositiveIntegerField(default=0)),
                ("partly", models.PositiveIntegerField(default=0)),
                ("unclear", models.PositiveIntegerField(default=0)),
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
                "ordering": ["slug", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "slug", "digest"), name="page_clarity_once"
                    )
                ],
            },
        ),
    ]
