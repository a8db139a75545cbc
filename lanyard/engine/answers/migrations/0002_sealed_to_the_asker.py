"""Seal questions and answers to whoever asks."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security of questions and answers."""

    dependencies = [("answers", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [RunSQLFile("row_security")]
