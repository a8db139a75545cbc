import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0006_isolate_links"),
        ("organisations", "0001_initial"),
        ("people", "0008_isolate_care"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrivacyCheck",
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
                ("at", models.DateTimeField(auto_now_add=True)),
                ("declined", models.BooleanField(default=False)),
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
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="PrivacyAnswers",
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
                ("platforms", models.JSONField()),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "check_made",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guidance.privacycheck",
                    ),
                ),
            ],
            options={
                "ordering": ["-check_made__at"],
            },
        ),
    ]
