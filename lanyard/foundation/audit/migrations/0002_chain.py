"""Make the trail append-only and chained."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Triggers, privileges and row security of the audit trail."""

    dependencies = [("audit", "0001_initial"), ("access", "0002_need_to_know")]
    operations = [RunSQLFile("chain")]
