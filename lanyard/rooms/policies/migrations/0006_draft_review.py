"""Who reads a draft before it is approved, and what they say."""

import django.db.models.deletion
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    """Add the review of a draft."""

    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0009_sponsored_kinds"),
        ("policies", "0005_taking_effect"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftComment",
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
                ("round", models.PositiveSmallIntegerField()),
                ("about", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("person_id", models.UUIDField()),
                ("name", models.CharField(max_length=260)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=260)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DraftReading",
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
                ("round", models.PositiveSmallIntegerField()),
                ("role", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=260)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("until", models.DateField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ready", "Ready for approval"),
                            ("changes", "Not without changes"),
                        ],
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("read_by_name", models.CharField(blank=True, max_length=260)),
            ],
            options={
                "ordering": ["round", "title", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="version",
            name="version_one_draft",
        ),
        migrations.AddField(
            model_name="document",
            name="reviewer_roles",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="version",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("review", "In review"),
                    ("approval", "Waiting for approval"),
                    ("approved", "Approved"),
                    ("scheduled", "Published, not in force yet"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                    ("discarded", "Discarded"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "review", "approval", "approved", "scheduled"])
                ),
                fields=("document",),
                name="version_one_draft",
            ),
        ),
        migrations.AddField(
            model_name="draftcomment",
            name="organisation",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="draftcomment",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="policies.version",
            ),
        ),
        migrations.AddField(
            model_name="draftreading",
            name="organisation",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="draftreading",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="draftreading",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="policies.version",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftcomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="draft_comment_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftreading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", ""), _negated=True),
                fields=("version", "round", "role"),
                name="draft_read_by_a_post_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftreading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("version", "round", "person"),
                name="draft_read_by_a_person_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("role", "")),
                    models.Q(models.Q(("role", ""), _negated=True), ("person", None)),
                    _connector="OR",
                ),
                name="draft_read_by_a_post_or_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at", None), ("verdict", "")),
                    models.Q(models.Q(("verdict", ""), _negated=True), ("read_at__isnull", False)),
                    _connector="OR",
                ),
                name="draft_read_at_a_time",
            ),
        ),
    ]
