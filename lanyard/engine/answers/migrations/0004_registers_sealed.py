"""Seal declared connections and the lead's list."""

from django.db import migrations

from lanyard.foundation.access.operations import ConfineToCircle
from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security of the registers."""

    dependencies = [("answers", "0003_registers"), ("access", "0002_need_to_know")]
    operations = [
        RunSQLFile("registers"),
        ConfineToCircle("answers_restriction", record="id", kind="restriction"),
    ]
