"""Keep pictures to those who store and publish them, and what was done with them as it was."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security and permissions of pictures."""

    dependencies = [("consent", "0003_pictures")]
    operations = [RunSQLFile("pictures")]
