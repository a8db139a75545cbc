"""Every version is whole from now on, and nothing of it is altered or taken away."""

import django.db.models.deletion
from django.db import migrations, models

from lanyard.foundation.database.operations import RunSQLFile


def _needed():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="profiles.profilesnapshot",
    )


class Migration(migrations.Migration):
    dependencies = [("profiles", "0004_keep_whole")]

    operations = [
        migrations.AlterField("profileversion", "whole", _needed()),
        migrations.AlterField("profileversion", "shipped", _needed()),
        migrations.AlterField("profileversion", "base", _needed()),
        RunSQLFile("kept"),
    ]
