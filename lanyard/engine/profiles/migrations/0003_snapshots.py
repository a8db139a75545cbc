"""Tables for whole profiles, and for what a release proposes."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import lanyard.foundation.database.fields
from lanyard.foundation.database.operations import IsolateOrganisation


def _id():
    return models.UUIDField(
        default=lanyard.foundation.database.fields.time_ordered_id,
        editable=False, primary_key=True, serialize=False,
    )  # fmt: skip


def _to(table, **options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=table, **options
    )


def _organisation():
    return _to("organisations.organisation", editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("profiles", "0002_isolate"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProfileSnapshot",
            fields=[
                ("id", _id()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                ("organisation", _organisation()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "digest"), name="profile_snapshot_once"
                    )
                ],
            },
        ),
        migrations.AddField("profileversion", "whole", _to("profiles.profilesnapshot", null=True)),
        migrations.AddField(
            "profileversion", "shipped", _to("profiles.profilesnapshot", null=True)
        ),
        migrations.AddField("profileversion", "base", _to("profiles.profilesnapshot", null=True)),
        migrations.CreateModel(
            name="ProfileProposal",
            fields=[
                ("id", _id()),
                ("slug", models.SlugField(max_length=60)),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=260)),
                ("taken", models.JSONField(default=list)),
                ("kept", models.JSONField(default=list)),
                ("offered", _to("profiles.profilesnapshot")),
                ("organisation", _organisation()),
                ("version", _to("profiles.profileversion", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(decided_at__isnull=True, withdrawn_at__isnull=True),
                        fields=("organisation",),
                        name="profile_proposal_one_open",
                    ),
                    models.CheckConstraint(
                        condition=Q(decided_at__isnull=True, version__isnull=True)
                        | Q(
                            decided_at__isnull=False,
                            version__isnull=False,
                            withdrawn_at__isnull=True,
                        ),
                        name="profile_proposal_decided_with_version",
                    ),
                ],
            },
        ),
        IsolateOrganisation("profiles_profilesnapshot", "profiles_profileproposal"),
    ]
