import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0002_laws"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialAnswer",
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
                ("by_name", models.CharField(max_length=260)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("answers", models.JSONField()),
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
                "ordering": ["-at"],
            },
        ),
    ]
