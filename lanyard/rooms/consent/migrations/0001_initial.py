import django.db.models.deletion
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
            name="ConsentPaper",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("publicity", "News and publicity"),
                            ("teaching", "Teaching and showing work"),
                        ],
                        max_length=12,
                    ),
                ),
                ("pictures", models.JSONField(default=list)),
                ("names", models.JSONField(default=list)),
                ("signed_on", models.DateField()),
                ("until", models.DateField()),
                ("scan_id", models.UUIDField()),
                ("entered_by", models.UUIDField()),
                ("entered_by_name", models.CharField(max_length=260)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waits", "To be checked"),
                            ("agreed", "Checked"),
                            ("refused", "Not as entered"),
                        ],
                        default="waits",
                        max_length=8,
                    ),
                ),
                ("checked_by", models.UUIDField(blank=True, null=True)),
                ("checked_by_name", models.CharField(blank=True, max_length=260)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("refused_because", models.CharField(blank=True, max_length=300)),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.guardianlink",
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
                "ordering": ["entered_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ConsentRequest",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("publicity", "News and publicity"),
                            ("teaching", "Teaching and showing work"),
                        ],
                        max_length=12,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("asked_by_name", models.CharField(blank=True, max_length=260)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_on", models.DateField()),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.guardianlink",
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
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ConsentAnswer",
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
                    "by",
                    models.CharField(
                        choices=[("self", "The person"), ("parent", "A parent or guardian")],
                        max_length=6,
                    ),
                ),
                ("giver_name", models.CharField(max_length=260)),
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
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("account", "Signed in"),
                            ("link", "By a link sent to them"),
                            ("paper", "On paper"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_on", models.DateField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.guardianlink",
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
                (
                    "superseded_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="consent.consentanswer",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="consent.consentpaper",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="consent.consentrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["-said_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "by",
                    models.CharField(
                        choices=[("self", "The person"), ("parent", "A parent or guardian")],
                        max_length=6,
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        choices=[("picture", "To be shown"), ("name", "To be named")],
                        default="picture",
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
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Answered anew"),
                            ("expired", "Its time was over"),
                            ("grown-up", "The person came of age"),
                            ("no-guardian", "The giver is no longer known as their guardian"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_by_name", models.CharField(blank=True, max_length=260)),
                ("ended_note", models.CharField(blank=True, max_length=300)),
                (
                    "giver",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="consent.consentanswer",
                    ),
                ),
            ],
            options={
                "ordering": ["purpose", "covers", "channel", "id"],
                "indexes": [
                    models.Index(fields=["person", "purpose", "channel"], name="consent_of_person")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("person", "giver", "purpose", "covers", "channel"),
                        name="consent_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["website", "social", "print", "blog"])),
                        name="consent_channel_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["publicity", "teaching"])),
                        name="consent_purpose_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="consent_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_because", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_ended_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="paper_checked_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checked_at__isnull", True),
                        ("checked_by__isnull", True),
                        ("state", "waits"),
                    ),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("checked_by__isnull", False),
                        ("state__in", ["agreed", "refused"]),
                    ),
                    _connector="OR",
                ),
                name="paper_checked_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entered_by", models.F("person_id")), _negated=True),
                    models.Q(("checked_by", models.F("person_id")), _negated=True),
                ),
                name="paper_not_about_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("refused_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="paper_refused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_on__isnull", True)),
                fields=("person", "link", "purpose"),
                name="consent_asked_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("link__isnull", True), models.Q(("email", ""), _negated=True), _connector="OR"
                ),
                name="consent_link_sent_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("withdrawn_on__isnull", True), _connector="OR"
                ),
                name="consent_answered_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                fields=("person", "giver", "purpose"),
                name="consent_answer_in_force_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by", "self"), ("giver", models.F("person")), ("link__isnull", True)),
                    models.Q(
                        ("by", "parent"),
                        ("link__isnull", False),
                        models.Q(("giver", models.F("person")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consent_by_self_or_by_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "paper"), ("paper__isnull", False)),
                    models.Q(models.Q(("how", "paper"), _negated=True), ("paper__isnull", True)),
                    _connector="OR",
                ),
                name="consent_paper_has_its_scan",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "link"), _negated=True),
                    ("request__isnull", False),
                    _connector="OR",
                ),
                name="consent_link_was_sent",
            ),
        ),
    ]
