import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0010_isolate_classroom"),
        ("organisations", "0001_initial"),
        ("people", "0008_isolate_care"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemovalRequest",
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
                ("what", models.CharField(max_length=300)),
                ("platform", models.CharField(max_length=80)),
                ("asked_on", models.DateField()),
                ("follow_up_on", models.DateField()),
                ("gone_on", models.DateField(blank=True, null=True)),
                ("help_asked_at", models.DateTimeField(blank=True, null=True)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on", "-id"],
            },
        ),
    ]
