import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import lanyard.foundation.database.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0009_sponsored_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChannelPlatform",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("blog", "Blogs"),
                            ("forum", "Forums"),
                            ("network", "Social and business networking"),
                            ("wiki", "Wikis"),
                            ("bookmarks", "Bookmarking and tagging"),
                            ("sharing", "Photo and video sharing"),
                            ("game", "Virtual-world games"),
                            ("messages", "Messages and groups"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_by_name", models.CharField(blank=True, max_length=260)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="AccountApplication",
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
                ("handle", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField(blank=True)),
                ("audience", models.TextField(blank=True)),
                ("benefit", models.TextField(blank=True)),
                ("business", models.TextField(blank=True)),
                ("safety", models.TextField(blank=True)),
                ("moderation", models.TextField(blank=True)),
                ("content_plan", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("waiting", "Waits for approval"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("circle_id", models.UUIDField()),
                (
                    "applicant",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.channelplatform",
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FoundAccount",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("impostor", "It pretends to be us"),
                            ("posing", "It pretends to be one of our people"),
                            ("unofficial", "It uses our name, logo or material without approval"),
                            ("unknown", "I am not sure"),
                        ],
                        max_length=10,
                    ),
                ),
                ("url", models.URLField(max_length=500)),
                ("what", models.TextField()),
                ("found_by_name", models.CharField(blank=True, max_length=260)),
                ("found_by", models.UUIDField(blank=True, null=True)),
                ("contact", models.CharField(blank=True, max_length=260)),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "To be looked at"),
                            ("closing", "Asked to be closed"),
                            ("handed-on", "Goes through an application"),
                            ("nothing", "Nothing to do"),
                            ("closed", "Gone"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("look_again_on", models.DateField(blank=True, null=True)),
                ("circle_id", models.UUIDField()),
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
                "ordering": ["-found_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FoundStep",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "To be looked at"),
                            ("closing", "Asked to be closed"),
                            ("handed-on", "Goes through an application"),
                            ("nothing", "Nothing to do"),
                            ("closed", "Gone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", models.TextField()),
                ("reference", models.CharField(blank=True, max_length=120)),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=260)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "found",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="channels.foundaccount",
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
            },
        ),
        migrations.CreateModel(
            name="OfficialAccount",
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
                ("handle", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField()),
                ("url", models.URLField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("setting-up", "Being set up"),
                            ("live", "Live"),
                            ("closed", "Closed"),
                        ],
                        default="setting-up",
                        max_length=10,
                    ),
                ),
                ("least", models.PositiveSmallIntegerField()),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("live_on", models.DateField(blank=True, null=True)),
                ("access_group", models.CharField(blank=True, max_length=120)),
                ("access_devices", models.CharField(blank=True, max_length=300)),
                ("access_applied_on", models.DateField(blank=True, null=True)),
                ("access_applied_by_name", models.CharField(blank=True, max_length=260)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_because", models.TextField(blank=True)),
                ("archive", models.CharField(blank=True, max_length=300)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account",
                        to="channels.accountapplication",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="channels.channelplatform",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="AccountAdministrator",
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
                ("role", models.CharField(blank=True, max_length=60)),
                ("since", models.DateField(default=django.utils.timezone.localdate)),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("because", models.CharField(blank=True, max_length=300)),
                ("left", models.BooleanField(default=False)),
                ("revoked_on", models.DateField(blank=True, null=True)),
                ("revoked_proof", models.CharField(blank=True, max_length=300)),
                ("revoked_by_name", models.CharField(blank=True, max_length=260)),
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
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrators",
                        to="channels.officialaccount",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "person__family_name", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlatformAssessment",
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
                ("risks", models.TextField()),
                ("measures", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("allowed", "May be used"), ("refused", "May not be used")],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("review_on", models.DateField()),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=260)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="channels.channelplatform",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PostingFreeze",
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
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.UUIDField()),
                ("by_name", models.CharField(max_length=260)),
                ("because", models.TextField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("thawed_by", models.UUIDField(blank=True, null=True)),
                ("thawed_by_name", models.CharField(blank=True, max_length=260)),
                ("thawed_because", models.TextField(blank=True)),
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
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationAdministrator",
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
                ("role", models.CharField(blank=True, max_length=60)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="administrators",
                        to="channels.accountapplication",
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
                "ordering": ["person__family_name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="application_names_somebody_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="channelplatform",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                django.db.models.functions.text.Lower("name"),
                name="platform_listed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "withdrawn")),
                    models.Q(
                        ("audience__regex", "\\S"),
                        ("benefit__regex", "\\S"),
                        ("business__regex", "\\S"),
                        ("content_plan__regex", "\\S"),
                        ("moderation__regex", "\\S"),
                        ("purpose__regex", "\\S"),
                        ("safety__regex", "\\S"),
                        ("sent_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="application_sent_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closing"), _negated=True),
                    ("look_again_on__isnull", False),
                    _connector="OR",
                ),
                name="found_account_looked_at_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__regex", "\\S")), name="found_step_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="officialaccount",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                models.F("platform"),
                django.db.models.functions.text.Lower("handle"),
                condition=models.Q(("state", "closed"), _negated=True),
                name="account_registered_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "live"), _negated=True),
                    ("live_on__isnull", False),
                    _connector="OR",
                ),
                name="account_live_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="officialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_because__regex", "\\S"), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="account_closed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountadministrator",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("account", "person"),
                name="administrator_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountadministrator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="administrator_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountadministrator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_on__isnull", True),
                    models.Q(("revoked_proof__regex", "\\S"), ("until__isnull", False)),
                    _connector="OR",
                ),
                name="administrator_revoked_with_proof",
            ),
        ),
        migrations.AddConstraint(
            model_name="platformassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("measures__regex", "\\S"), ("risks__regex", "\\S")),
                name="platform_assessed_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="platformassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_on__gt", models.F("on"))),
                name="platform_looked_at_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingfreeze",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("organisation",),
                name="frozen_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="postingfreeze",
            constraint=models.CheckConstraint(
                condition=models.Q(("because__regex", "\\S")), name="frozen_with_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="postingfreeze",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True),
                    models.Q(("thawed_because__regex", "\\S"), ("thawed_by__isnull", False)),
                    _connector="OR",
                ),
                name="thawed_with_a_reason",
            ),
        ),
    ]
