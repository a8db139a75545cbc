"""Words kept to the leads follow their case to its new leads, and are found by them only."""

from __future__ import annotations

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("concerns", "0012_registers")]
    operations = [RunSQLFile("leads_words")]
