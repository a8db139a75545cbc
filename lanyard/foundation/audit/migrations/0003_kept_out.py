"""Hide entries about a record from whoever is kept out of it."""

from __future__ import annotations

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """An exclusion beats a circle in the trail as it does everywhere else."""

    dependencies = [("audit", "0002_chain"), ("access", "0002_need_to_know")]
    operations = [RunSQLFile("kept_out")]
