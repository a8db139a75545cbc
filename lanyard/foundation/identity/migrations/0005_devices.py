"""Browsers in which accounts were used, and the lock of an account."""

import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Devices, kept apart by organisation."""

    dependencies = [
        ("identity", "0004_isolate_the_rest"),
        ("organisations", "0001_initial"),
    ]
    operations = [
        migrations.AddField("account", "locked_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="KnownBrowser",
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
                ("key", models.CharField(max_length=64)),
                ("described", models.CharField(blank=True, max_length=80)),
                ("first_seen", models.DateTimeField()),
                ("last_seen", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to="identity.account",
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
            ],
            options={
                "indexes": [models.Index(fields=["last_seen"], name="device_last_seen")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "key"), name="device_once_per_account"
                    )
                ],
            },
        ),
        IsolateOrganisation("identity_knownbrowser"),
    ]
