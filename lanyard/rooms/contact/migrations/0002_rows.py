"""Keep the list of channels, agreed hours and places to their readers, and as they were said."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security and permissions of contact."""

    dependencies = [("contact", "0001_initial"), ("access", "0001_initial")]
    operations = [RunSQLFile("rows")]
