"""Keep what was told, work devices and screenings to their readers, and as they were said."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security and permissions of the further tables of contact."""

    dependencies = [("contact", "0003_records"), ("access", "0001_initial")]
    operations = [RunSQLFile("ledger"), RunSQLFile("devices"), RunSQLFile("recruiting")]
