import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_rows"),
        ("organisations", "0001_initial"),
        ("people", "0009_sponsored_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
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
                ("title", models.CharField(max_length=160)),
                ("alt_text", models.CharField(max_length=300)),
                ("file_id", models.UUIDField()),
                ("sha256_received", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=8)),
                ("taken_on", models.DateField()),
                (
                    "taken_by",
                    models.CharField(
                        choices=[
                            ("staff", "A member of staff took it"),
                            ("learner", "A learner took it"),
                            ("external", "Somebody else, or the internet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "device",
                    models.CharField(
                        choices=[
                            ("organisation", "A device of the college"),
                            ("personal", "Somebody's own device"),
                        ],
                        max_length=12,
                    ),
                ),
                ("activity", models.CharField(max_length=200)),
                ("on_premises", models.BooleanField(default=True)),
                ("one_to_one_because", models.CharField(blank=True, max_length=300)),
                ("authorised_by_name", models.CharField(blank=True, max_length=260)),
                (
                    "rights",
                    models.CharField(
                        choices=[
                            ("owned", "It is ours"),
                            ("licensed", "It is licensed to us"),
                            ("owner-permission", "Its owner gave permission"),
                            ("none", "I do not know"),
                        ],
                        max_length=16,
                    ),
                ),
                ("rights_holder", models.CharField(blank=True, max_length=200)),
                ("licensed_until", models.DateField(blank=True, null=True)),
                ("others", models.PositiveSmallIntegerField(default=0)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
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
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PictureSubject",
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
                ("tagged_by_name", models.CharField(max_length=260)),
                ("tagged_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("removed_because", models.CharField(blank=True, max_length=300)),
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
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="consent.picture",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("website", "The website"),
                            ("social", "Social media"),
                            ("print", "Print, such as the prospectus"),
                            ("blog", "Blogs and other sites"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("publicity", "News and publicity"),
                            ("teaching", "Teaching and showing work"),
                        ],
                        max_length=12,
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=1000)),
                ("doubt", models.BooleanField(default=False)),
                ("named", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits"),
                            ("refused", "Refused"),
                            ("published", "Published"),
                            ("removed", "Taken down"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("say", models.CharField(max_length=400)),
                ("because", models.JSONField(default=list)),
                ("quality_by_name", models.CharField(blank=True, max_length=260)),
                ("privacy_by_name", models.CharField(blank=True, max_length=260)),
                ("released_by", models.UUIDField(blank=True, null=True)),
                ("released_by_name", models.CharField(blank=True, max_length=260)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                        related_name="publications",
                        to="consent.picture",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Takedown",
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
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due", models.DateField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("done_by_name", models.CharField(blank=True, max_length=260)),
                ("proof", models.CharField(blank=True, max_length=500)),
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
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takedown",
                        to="consent.publication",
                    ),
                ),
            ],
            options={
                "ordering": ["due", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(
                fields=("organisation", "code"), name="picture_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rights__in", ["licensed", "owner-permission"]), _negated=True),
                    models.Q(("rights_holder", ""), _negated=True),
                    _connector="OR",
                ),
                name="picture_right_has_a_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rights", "licensed"), _negated=True),
                    ("licensed_until__isnull", False),
                    _connector="OR",
                ),
                name="picture_licence_has_an_end",
            ),
        ),
        migrations.AddIndex(
            model_name="picturesubject",
            index=models.Index(fields=["person"], name="picture_subject_person"),
        ),
        migrations.AddConstraint(
            model_name="picturesubject",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("picture", "person"),
                name="picture_subject_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="picturesubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removed_at__isnull", True),
                    models.Q(("removed_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="picture_subject_removed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("picture", "channel", "purpose"),
                name="publication_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["website", "social", "print", "blog"])),
                name="publication_channel_exists",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "removed"]), _negated=True),
                    models.Q(
                        models.Q(("place", ""), _negated=True),
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="publication_has_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by_name", ""), ("proof", "")),
                    models.Q(
                        ("done_at__isnull", False),
                        models.Q(("proof", ""), _negated=True),
                        models.Q(("done_by_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="takedown_done_with_proof",
            ),
        ),
    ]
