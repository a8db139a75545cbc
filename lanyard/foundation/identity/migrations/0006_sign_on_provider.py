"""The OpenID provider that is set up in the app."""

import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """One provider for each organisation, kept apart."""

    dependencies = [("identity", "0005_devices"), ("organisations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="SignOnProvider",
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
                ("name", models.CharField(max_length=80)),
                ("issuer", models.URLField(max_length=300)),
                ("client_id", models.CharField(max_length=200)),
                ("secret", models.BinaryField(default=b"")),
                ("email_is_verified", models.BooleanField(default=False)),
                ("tested_at", models.DateTimeField(null=True)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation",), name="sign_on_provider_once")
                ],
            },
        ),
        IsolateOrganisation("identity_signonprovider"),
    ]
