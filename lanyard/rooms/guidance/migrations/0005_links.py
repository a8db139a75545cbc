import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0004_isolate_official"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideLink",
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
                ("address", models.URLField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("there", "There"),
                            ("moved", "Moved for good"),
                            ("gone", "Gone"),
                            ("unclear", "It lets no program look"),
                            ("unreached", "Not reached"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("looked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("moved_to", models.URLField(blank=True, max_length=500)),
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
                "ordering": ["address"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "address"), name="outside_link_once"
                    )
                ],
            },
        ),
    ]
