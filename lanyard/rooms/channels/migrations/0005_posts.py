"""What is to be said on an account, with its pictures."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    """Posts."""

    dependencies = [
        ("channels", "0004_isolate_posters"),
        ("channels", "0004_isolate_posters"),
        ("consent", "0004_pictures_rows"),
        ("organisations", "0001_initial"),
        ("people", "0009_sponsored_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialPost",
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
                ("text", models.TextField()),
                ("answers", models.URLField(blank=True, max_length=500)),
                ("rights_held", models.BooleanField(default=False)),
                ("set_aside", models.CharField(blank=True, max_length=300)),
                ("found", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("waiting", "Waits for approval"),
                            ("refused", "Refused"),
                            ("approved", "Approved, not let out yet"),
                            ("queued", "To be posted"),
                            ("held", "Held: posting was frozen"),
                            ("published", "Posted"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", models.JSONField(default=list)),
                ("released_by", models.UUIDField(blank=True, null=True)),
                ("released_by_name", models.CharField(blank=True, max_length=260)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("goes_at", models.DateTimeField(blank=True, null=True)),
                ("in_freeze", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.URLField(blank=True, max_length=500)),
                ("ended_because", models.CharField(blank=True, max_length=300)),
                ("circle_id", models.UUIDField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="channels.officialaccount",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="channels.postingfreeze",
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
                "ordering": ["-begun_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PostPicture",
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
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consent.picture",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="channels.officialpost",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consent.publication",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="officialpost",
            index=models.Index(fields=["organisation", "state"], name="post_by_state"),
        ),
        migrations.AddConstraint(
            model_name="officialpost",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")), name="post_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialpost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "waiting", "refused", "withdrawn", "held")),
                    models.Q(("approved_by", []), _negated=True),
                    _connector="OR",
                ),
                name="post_goes_on_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialpost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("queued", "published")), _negated=True),
                    models.Q(
                        ("goes_at__isnull", False),
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="post_let_out_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialpost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(
                        ("published_at__isnull", False), models.Q(("place", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="post_stands_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialpost",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "held"), _negated=True),
                    ("held_by__isnull", False),
                    _connector="OR",
                ),
                name="post_held_by_a_freeze",
            ),
        ),
        migrations.AddConstraint(
            model_name="postpicture",
            constraint=models.UniqueConstraint(
                fields=("post", "picture"), name="post_shows_a_picture_once"
            ),
        ),
    ]
