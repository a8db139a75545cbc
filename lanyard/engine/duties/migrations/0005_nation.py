"""Whose bank holidays an organisation keeps."""

import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """One row of an organisation, kept apart."""

    dependencies = [
        ("duties", "0004_waivers_and_telling"),
        ("organisations", "0001_initial"),
        ("database", "0001_identity_functions"),
    ]
    operations = [
        migrations.CreateModel(
            name="OfNation",
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
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("england-and-wales", "England and Wales"),
                            ("scotland", "Scotland"),
                            ("northern-ireland", "Northern Ireland"),
                        ],
                        max_length=20,
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation",), name="nation_one")
                ]
            },
        ),
        IsolateOrganisation("duties_ofnation"),
    ]
