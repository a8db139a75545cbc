"""Places that Lanyard does not reach; summaries that we wrote; who was written to."""

import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    """Add how a place is looked at, drafts of ours, and mailings."""

    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0009_sponsored_kinds"),
        ("policies", "0007_isolate_draft_review"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailing",
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
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="outsidecopy",
            name="copy_address_once",
        ),
        migrations.AddField(
            model_name="attachment",
            name="adopted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="adopted_by_name",
            field=models.CharField(blank=True, max_length=260),
        ),
        migrations.AddField(
            model_name="attachment",
            name="shipped",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="outsidecopy",
            name="how",
            field=models.CharField(
                choices=[
                    ("outward", "Lanyard fetches it each day"),
                    ("probe", "A script inside the network sends what it finds each day"),
                    ("hand", "A person looks each month: it is behind a sign-in"),
                ],
                default="outward",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="outsidecopy",
            name="looked_by_name",
            field=models.CharField(blank=True, max_length=260),
        ),
        migrations.AddField(
            model_name="outsidecopy",
            name="shows",
            field=models.CharField(
                choices=[("words", "The words of the document"), ("link", "A link to our pages")],
                default="words",
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="outsidecopy",
            name="url",
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddConstraint(
            model_name="outsidecopy",
            constraint=models.UniqueConstraint(
                fields=("document", "place", "url"), name="copy_address_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidecopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("url", ""), _negated=True),
                    models.Q(("how", "outward"), _negated=True),
                    _connector="OR",
                ),
                name="copy_fetched_from_somewhere",
            ),
        ),
        migrations.AddField(
            model_name="mailing",
            name="organisation",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="mailing",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="mailing",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mailings",
                to="policies.version",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.UniqueConstraint(fields=("version", "person"), name="mailed_once"),
        ),
    ]
