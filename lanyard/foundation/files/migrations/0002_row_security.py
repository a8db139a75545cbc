"""Row security of files."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Who sees which row."""

    dependencies = [("files", "0001_initial"), ("access", "0002_need_to_know")]
    operations = [RunSQLFile("row_security")]
