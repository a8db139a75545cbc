"""Who may post on an account, and what they signed."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    """The lists and the agreements."""

    dependencies = [
        ("channels", "0002_isolate"),
        ("channels", "0002_isolate"),
        ("organisations", "0001_initial"),
        ("people", "0009_sponsored_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorisedPoster",
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
                ("issued_by", models.UUIDField()),
                ("issued_by_name", models.CharField(max_length=260)),
                ("issued_as", models.CharField(max_length=120)),
                ("since", models.DateField(default=django.utils.timezone.localdate)),
                ("until", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=300)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posters",
                        to="channels.officialaccount",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["person__family_name", "person__given_name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("account", "person"),
                        name="poster_listed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="poster_span"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issued_by", models.F("person")), _negated=True),
                        name="poster_listed_by_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_because__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="poster_ended_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostingAgreement",
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
                ("uses", models.JSONField()),
                ("words", models.JSONField()),
                ("signed_on", models.DateField(default=django.utils.timezone.localdate)),
                ("until", models.DateField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.officialaccount",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-signed_on", "-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "account", "person"], name="agreement_of_poster"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", []), _negated=True),
                            models.Q(("uses", []), _negated=True),
                        ),
                        name="agreement_says_something",
                    )
                ],
            },
        ),
    ]
