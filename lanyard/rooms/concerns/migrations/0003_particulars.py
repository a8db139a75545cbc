"""Sets of answers that a case holds; the site a case belongs to."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields
from lanyard.foundation.access.operations import ConfineToCircle
from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_need_to_know"),
        ("concerns", "0002_row_security"),
        ("organisations", "0001_initial"),
        ("people", "0002_isolate"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.site",
            ),
        ),
        migrations.CreateModel(
            name="Particular",
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
                ("slug", models.CharField(max_length=40)),
                ("key", models.CharField(blank=True, max_length=60)),
                ("answers", models.JSONField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="particulars",
                        to="concerns.case",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.circle",
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
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["case", "slug", "key"], name="particular_of_case")
                ],
            },
        ),
        ConfineToCircle("concerns_particular", record="case_id", kind="case"),
        RunSQLFile("particulars"),
    ]
