"""Seal what was asked to be approved."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security of approvals that were asked for from an answer."""

    dependencies = [("answers", "0005_clearances"), ("access", "0002_need_to_know")]
    operations = [RunSQLFile("clearances")]
